/**
 * The export menu of a comparison.
 * @module
 */

import { bindMenu } from "../../components/menu.js";
import { copy, save } from "../../components/export-actions.js";
import { comparisonOf } from "../../core/comparison/state.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";

const COLUMNS = /** @type {const} */ (["feature", "dimensions", "train_accuracy", "test_accuracy", "chance"]);

/** @param {import("./session.js").Session} session */
export function bindExportMenu(session) {
  const requests = () => {
    const { state, catalogue } = session;
    return state.data.map((dataset) => comparisonOf(state, dataset, state.features, catalogue));
  };
  const item = (/** @type {string} */ what, /** @type {() => void} */ choose, disabled = false) => ({
    label: t(`export.${what}`),
    detail: t(`comparison_page.export.${what}`),
    disabled,
    choose,
  });
  bindMenu(byId("export"), () => {
    const nothing = session.results.size === 0;
    return [
      {
        heading: t("export.copy"),
        items: [item("curl", () => copy(requests().map(curl).join("\n"), "share.curl_copied"))],
      },
      {
        heading: t("export.data"),
        items: [
          item(
            "json",
            () =>
              save(
                "comparison.json",
                "application/json",
                JSON.stringify(
                  [...session.results].map(([dataset, results]) => ({ dataset, results: [...results.values()] })),
                  null,
                  1,
                ),
              ),
            nothing,
          ),
          item("csv", () => save("comparison.csv", "text/csv", table(session)), nothing),
        ],
      },
    ];
  });
}

/** @param {object} comparison */
function curl(comparison) {
  return `curl -N ${location.origin}/api/comparisons -H 'content-type: application/json' -d '${JSON.stringify(comparison)}'`;
}

/** @param {import("./session.js").Session} session */
function table(session) {
  const rows = [...session.results].flatMap(([dataset, results]) =>
    [...results.values()].map((result) =>
      [dataset, ...COLUMNS.map((column) => result[column] ?? ""), result.seconds.extract, result.seconds.train].join(
        ",",
      ),
    ),
  );
  return `${[["dataset", ...COLUMNS, "extract_seconds", "train_seconds"].join(","), ...rows].join("\r\n")}\r\n`;
}
