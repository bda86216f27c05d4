/**
 * The export menu of a run.
 * @module
 */

import { pngOf } from "../../charts/image-export.js";
import { bindMenu } from "../../components/menu.js";
import { copy, save } from "../../components/export-actions.js";
import { fetchNotebook } from "../../core/landscapes/client.js";
import { curlCommand, labelled, pythonProgram, toCsv, toJson, numbered } from "../../core/shared/exports.js";
import { formatCount } from "../../core/shared/format.js";
import { runSpecification } from "../../core/landscapes/state.js";
import { byId } from "../../document/dom.js";
import { language, t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { optimizerName } from "./names.js";
import { curvesPicture, mapPicture } from "./exported-images.js";

/** @typedef {import("../../components/menu.js").MenuItem} MenuItem */
/** @typedef {import("./renderer.js").Renderer} Renderer */
/** @typedef {import("./session.js").Session} Session */

/** @typedef {import("../../charts/image-export.js").Picture} Picture */

/**
 * @param {Session} session
 * @param {Renderer} renderer
 */
export function bindExportMenu(session, renderer) {
  const run = () => runSpecification(session.lab);
  const names = () => numbered(session.lab.optimizers.map(optimizerName));
  const { limits } = session.catalogue;
  const named = () => labelled(run(), names(), limits);
  bindMenu(byId("export"), () => [
    {
      heading: t("export.copy"),
      items: [
        item("curl", () => copy(curlCommand(run(), location.origin), "share.curl_copied")),
        item("python", () => copy(pythonProgram(named(), location.origin), "export.python_copied")),
      ],
    },
    {
      heading: t("export.data"),
      items: [
        repeatable(
          run(),
          limits,
          item("notebook", () => downloadNotebook(named())),
        ),
        arriving(
          session,
          item("json", () => save("run.json", "application/json", toJson(run(), names(), session.paths))),
        ),
        arriving(
          session,
          item("csv", () => save("run.csv", "text/csv", toCsv(names(), session.paths))),
        ),
      ],
    },
    {
      heading: t("export.pictures"),
      items: [
        item("map_png", () => savePng("map", mapPicture(renderer))),
        item("map_svg", () => saveSvg("map", mapPicture(renderer))),
        item("curves_png", () => savePng("loss", curvesPicture(renderer))),
        item("curves_svg", () => saveSvg("loss", curvesPicture(renderer))),
      ],
    },
  ]);
}

/**
 * @param {string} what
 * @param {() => void} choose
 * @returns {MenuItem}
 */
function item(what, choose) {
  return { label: t(`export.${what}`), detail: t(`export.details.${what}`), choose };
}

/**
 * Disable an item until the run has arrived.
 * @param {Session} session
 * @param {MenuItem} entry
 * @returns {MenuItem}
 */
function arriving({ settled }, entry) {
  return settled ? entry : { ...entry, detail: t("export.pending"), disabled: true };
}

/**
 * Disable an item that repeats the run if the run is too long.
 * @param {ReturnType<typeof runSpecification>} run
 * @param {import("../../core/shared/limits.js").Limits} limits
 * @param {MenuItem} entry
 * @returns {MenuItem}
 */
function repeatable({ steps, optimizers }, { notebook_steps: max }, entry) {
  if (optimizers.length * steps <= max) return entry;
  return { ...entry, detail: t("export.too_long", { most: formatCount(max) }), disabled: true };
}

/** @param {object} run */
async function downloadNotebook(run) {
  try {
    save("run.ipynb", "application/x-ipynb+json", await fetchNotebook({ run, language }));
    hideBanner("server-banner");
  } catch (error) {
    if (!isServerTrouble(error)) throw error;
    showBanner("server-banner", problemText(error), t("banner.try_again"), () => downloadNotebook(run));
  }
}

/**
 * @param {string} name
 * @param {Promise<Picture>} picture
 */
async function savePng(name, picture) {
  save(`${name}.png`, "image/png", await pngOf(await picture));
}

/**
 * @param {string} name
 * @param {Promise<Picture>} picture
 */
async function saveSvg(name, picture) {
  save(`${name}.svg`, "image/svg+xml", (await picture).svg);
}
