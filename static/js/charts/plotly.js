/**
 * Plotly, loaded beside the page and configured once.
 * @module
 */

import { ConnectionLost } from "../core/shared/requests.js";
import { create } from "../document/dom.js";
import { language, t } from "../document/words.js";

/** The options of every plot. Nothing is sent elsewhere, and the only button saves an image. */
export const CONFIG = {
  displaylogo: false,
  displayModeBar: "hover",
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtons: [["toImage"]],
  responsive: false,
  doubleClick: false,
  scrollZoom: false,
  showTips: false,
  locale: language,
};

/**
 * Load Plotly, with the words of the page's language, once the styles that give plots their size have loaded. The page
 * has already begun to fetch the script, but runs it only now, when everything else is visible and usable.
 * @returns {Promise<any>}
 * @throws {ConnectionLost}
 */
export async function loadPlotly() {
  await pageLoaded();
  await runScript(/** @type {string} */ (document.documentElement.dataset.plotly));
  const { Plotly } = /** @type {any} */ (window);
  Plotly.register({
    moduleType: "locale",
    name: language,
    dictionary: {
      "Download plot as a PNG": t("plot.download"),
      "Download plot": t("plot.download"),
      "Taking snapshot - this may take a few seconds": t("plot.taking_snapshot"),
      "Snapshot succeeded": t("plot.snapshot_done"),
      "Sorry, there was a problem downloading your snapshot!": t("plot.snapshot_failed"),
    },
    format: {},
  });
  return Plotly;
}

/**
 * @param {string} address
 * @throws {ConnectionLost}
 */
function runScript(address) {
  return new Promise((resolve, reject) => {
    const script = create("script", { src: address });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new ConnectionLost()));
    document.head.append(script);
  });
}

/** Wait for the page with all its scripts and styles. */
async function pageLoaded() {
  if (document.readyState === "complete") return;
  await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
}
