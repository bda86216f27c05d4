/**
 * The view of the run: map or relief, close-up, layers, axis of the curves, and the visible side on a phone.
 * @module
 */

import { hasWebGL } from "../../charts/relief/canvas.js";
import { bindChoice } from "../../components/choice.js";
import { bindMenu } from "../../components/menu.js";
import { byId } from "../../document/dom.js";
import { HEIGHTS } from "../../core/landscapes/fragment.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/landscapes/state.js").Lab} Lab */
/** @typedef {import("../../core/landscapes/state.js").Layer} Layer */
/** @typedef {import("./session.js").Session} Session */

/** @type {Layer[]} */
const LAYERS = ["minima", "beads", "draws"];

/** @param {Session} session */
export function bindToolbar(session) {
  const showMode = bindChoice(byId("mode"), (mode) => chooseMode(session, /** @type {Lab["mode"]} */ (mode)));
  const showCurves = bindChoice(byId("curves-by"), (curves) =>
    session.change((lab) => ({ ...lab, curves: /** @type {Lab["curves"]} */ (curves) })),
  );
  const showSide = bindChoice(byId("side"), (side) => (byId("lab").dataset.side = side));
  bindMenu(byId("layers"), () => [
    { heading: t("layers.label"), items: LAYERS.map((layer) => layerItem(session, layer)) },
    { heading: t("relief.height"), items: HEIGHTS.map((heights) => heightItem(session, heights)) },
  ]);
  const show = () => {
    showMode(session.lab.mode);
    showCurves(session.lab.curves);
    byId("picture-note").textContent = session.lab.mode === "relief" && !hasWebGL() ? t("relief.unavailable") : "";
  };
  for (const event of ["state", "problem", "play"]) session.addEventListener(event, show);
  show();
  showSide("setup");
}

/** @param {Session} session */
export function toggleMode(session) {
  chooseMode(session, session.lab.mode === "map" ? "relief" : "map");
}

/**
 * @param {Session} session
 * @param {Lab["mode"]} mode
 */
function chooseMode(session, mode) {
  session.change((lab) => ({ ...lab, mode }));
}

/**
 * @param {Session} session
 * @param {Layer} layer
 */
function layerItem(session, layer) {
  const { hiddenLayers } = session.lab;
  const shown = !hiddenLayers.includes(layer);
  return {
    label: t(`layers.${layer}`),
    checked: shown,
    choose: () =>
      session.change((lab) => ({
        ...lab,
        hiddenLayers: shown ? [...hiddenLayers, layer] : hiddenLayers.filter((hidden) => hidden !== layer),
      })),
  };
}

/**
 * @param {Session} session
 * @param {Lab["heights"]} heights
 */
function heightItem(session, heights) {
  return {
    label: t(`relief.heights.${heights}`),
    checked: session.lab.heights === heights,
    choose: () => session.change((lab) => ({ ...lab, mode: "relief", heights })),
  };
}
