/**
 * Taking a run home: copied, downloaded, drawn.
 * @module
 */

import { pngOf, svgOf } from "../../charts/picture.js";
import { bindMenu } from "../../components/menu.js";
import { toast } from "../../components/toast.js";
import { fetchNotebook } from "../../core/client.js";
import { curlCommand, pythonProgram, toCsv, toJson } from "../../core/exports.js";
import { runSpecification } from "../../core/state.js";
import { byId, create } from "../../dom.js";
import { language, t } from "../../words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "./banner.js";
import { optimizerName } from "./names.js";
import { openPanel } from "./panels.js";

/** @typedef {import("../../components/menu.js").MenuItem} MenuItem */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {Screen} screen
 */
export function bindExport(session, screen) {
  const run = () => runSpecification(session.lab);
  const names = () => session.lab.optimizers.map(optimizerName);
  const pending = () => !session.complete;
  bindMenu(byId("export"), () => [
    {
      heading: t("export.copy"),
      items: [
        item("curl", () => copy(curlCommand(run(), location.origin), "share.curl_copied")),
        item("python", () => copy(pythonProgram(run(), location.origin), "export.python_copied")),
      ],
    },
    {
      heading: t("export.data"),
      items: [
        item("notebook", () => downloadNotebook(run())),
        { ...item("json", () => save("run.json", "application/json", toJson(run(), names(), session.paths))), disabled: pending() },
        { ...item("csv", () => save("run.csv", "text/csv", toCsv(names(), session.paths))), disabled: pending() },
      ],
    },
    {
      heading: t("export.pictures"),
      items: [
        item("map_png", () => saveMap(screen, "png")),
        item("map_svg", () => saveMap(screen, "svg")),
        item("curves_png", () => saveCurves(screen, "png")),
        item("curves_svg", () => saveCurves(screen, "svg")),
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
  return { label: t(`export.${what}`), choose };
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
 * @param {Screen} screen
 * @param {"png" | "svg"} format
 */
async function saveMap({ Plotly, stage, palette }, format) {
  await stage.rest();
  const flat = stage.mode === "map";
  const layers = { under: flat ? [stage.under] : [], over: [stage.over], ground: palette.panel };
  await savePicture(await svgOf(Plotly, stage.plot.element, layers), stage.plot.element, "map", format);
}

/**
 * @param {Screen} screen
 * @param {"png" | "svg"} format
 */
async function saveCurves({ Plotly, curves, session, palette }, format) {
  if (curves.hidden) {
    openPanel(session, "loss");
    await curves.drawAxes();
  }
  await curves.rest(session.paths, session.timeline.step);
  const svg = await svgOf(Plotly, curves.element, { under: [], over: [], ground: palette.panel });
  await savePicture(svg, curves.element, "loss", format);
}

/**
 * @param {string} svg
 * @param {HTMLElement} element whose size it has
 * @param {string} name
 * @param {"png" | "svg"} format
 */
async function savePicture(svg, element, name, format) {
  if (format === "svg") save(`${name}.svg`, "image/svg+xml", svg);
  else save(`${name}.png`, "image/png", await pngOf(svg, element));
}

/**
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  create("a", { href: address, download: `slopelab-${name}` }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * @param {string} text
 * @param {string} done key of the words to show then
 */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t(done));
  } catch {
    window.prompt(t("share.copy_by_hand"), text);
  }
}
