/**
 * The choice of the surface: its menu, presets, formula and settings.
 * @module
 */

import { bindMenu } from "../../components/menu.js";
import { breakableMath } from "../../components/mathml.js";
import { createSliderField } from "../../components/slider-field.js";
import { expressionWithValues } from "../../core/landscapes/custom-surface.js";
import { labOf, PRESETS } from "../../core/landscapes/presets.js";
import { withExpression, withSurface } from "../../core/landscapes/state.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { CustomLoss } from "./custom-loss.js";

/** @typedef {import("../../core/landscapes/presets.js").Preset} Preset */
/** @typedef {import("../../core/landscapes/state.js").Surface} Surface */
/** @typedef {import("./session.js").Session} Session */

/** Groups of similar surfaces, in the order of the menu. A surface in no group comes last. */
const GROUPS = {
  bowls: ["bowl", "ill_conditioned_bowl", "booth", "matyas", "kink"],
  valleys: ["beale", "rosenbrock", "mccormick", "goldstein_price", "branin"],
  flats: ["saddle", "monkey_saddle", "plateau", "easom"],
  many: [
    "himmelblau",
    "three_hump_camel",
    "six_hump_camel",
    "styblinski_tang",
    "rastrigin",
    "ackley",
    "griewank",
    "levi_13",
  ],
};

/** @param {Session} session */
export function bindSurfacePanel(session) {
  const button = byId("surface");
  bindMenu(button, () => menuGroups(session));
  const own = new CustomLoss(session);
  byId("presets").append(...PRESETS.map((preset) => presetButton(preset, session)), ownButton(session));
  show(session);
  own.show();
  session.addEventListener("state", (event) => {
    const { before } = /** @type {import("./session.js").StateEvent} */ (event);
    if (before.surface !== session.lab.surface) show(session);
    own.show();
  });
}

/** @param {Session} session */
function show(session) {
  const { surface, lab } = session;
  byId("surface-name").textContent = t(`surface.${surface.id}.name`);
  byId("surface-formula").replaceChildren(...(surface.formula ? breakableMath(surface.formula) : []));
  byId("surface-settings").replaceChildren(
    ...surface.settings.map(
      (setting) =>
        createSliderField({
          label: t(`setting.${setting.name}.name`),
          meaning: t(`setting.${setting.name}.meaning`),
          value: lab.surfaceSettings[setting.name],
          low: setting.low,
          high: setting.high,
          initial: setting.default,
          onChange: (value) =>
            session.change((now) => ({ ...now, surfaceSettings: { ...now.surfaceSettings, [setting.name]: value } })),
        }).element,
    ),
  );
}

/**
 * @param {Session} session
 * @returns {import("../../components/menu.js").MenuGroup[]}
 */
function menuGroups(session) {
  const { surfaces } = session.catalogue;
  const grouped = new Set(Object.values(GROUPS).flat());
  const others = [...surfaces.keys()].filter((id) => !grouped.has(id));
  const groups = { ...GROUPS, ...(others.length ? { others } : {}) };
  return [
    {
      heading: t("surface_menu.own"),
      items: [{ label: t("surface.own.name"), detail: t("surface.own.teaches"), choose: () => openOwn(session) }],
    },
    {
      heading: t("surface_menu.presets"),
      items: PRESETS.map((preset) => ({
        label: t(`preset.${preset.id}.name`),
        detail: t(`preset.${preset.id}.look_for`),
        choose: () => openPreset(preset, session),
      })),
    },
    ...Object.entries(groups).map(([group, ids]) => ({
      heading: t(`surface_menu.${group}`),
      items: ids.map((id) => ({
        label: t(`surface.${id}.name`),
        detail: t(`surface.${id}.teaches`),
        choose: () => openSurface(/** @type {Surface} */ (surfaces.get(id)), session),
      })),
    })),
  ];
}

/**
 * @param {Preset} preset
 * @param {Session} session
 */
function presetButton(preset, session) {
  const button = create(
    "button",
    { type: "button", class: "preset", title: t(`preset.${preset.id}.look_for`) },
    t(`preset.${preset.id}.name`),
  );
  button.addEventListener("click", () => openPreset(preset, session));
  return button;
}

/** @param {Session} session */
function ownButton(session) {
  const button = create("button", { type: "button", class: "preset", id: "own" }, t("surface_panel.own"));
  button.addEventListener("click", () => openOwn(session));
  return button;
}

/**
 * Open the formula of the surface for editing, in the current view.
 * @param {Session} session
 */
function openOwn(session) {
  const { lab, surface } = session;
  if (lab.expression === null) {
    session.change((now) =>
      withExpression(now, expressionWithValues(surface, lab.surfaceSettings), lab.view ?? surface.view),
    );
  }
  /** @type {HTMLElement} */ (document.querySelector("#own-loss textarea")).focus();
}

/**
 * @param {Preset} preset
 * @param {Session} session
 */
function openPreset(preset, session) {
  const { mode, speed, curves } = session.lab;
  session.changeAndPlay(() => ({ ...labOf(preset, session.catalogue), mode, speed, curves }));
}

/**
 * @param {Surface} surface
 * @param {Session} session
 */
function openSurface(surface, session) {
  session.changeAndPlay((lab) => withSurface(lab, surface, session.catalogue));
}
