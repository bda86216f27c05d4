/**
 * The export menu of a training run.
 * @module
 */

import { bindMenu } from "../../components/menu.js";
import { copy, save } from "../../components/export-actions.js";
import { toCsv, toJson } from "../../core/classifiers/exports.js";
import { curlCommand, labelled, pythonProgram, numbered } from "../../core/shared/exports.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { nameOf } from "./runner-style.js";

/** @param {import("./session.js").Session} session */
export function bindExportMenu(session) {
  const names = () => numbered(session.state.runners.map(nameOf));
  const run = () => /** @type {any} */ (labelled(/** @type {any} */ (session.run), names(), session.limits));
  const item = (/** @type {string} */ what, /** @type {() => void} */ choose, disabled = false) => ({
    label: t(`export.${what}`),
    detail: t(`export.details.${what}`),
    disabled,
    choose,
  });
  bindMenu(byId("export"), () => {
    const { paths } = session.history;
    const nothing = paths.every((path) => path.length === 0) || session.outdated;
    return [
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
          item("json", () => save("training.json", "application/json", toJson(session.run, names(), paths)), nothing),
          item("csv", () => save("training.csv", "text/csv", toCsv(names(), paths)), nothing),
        ],
      },
    ];
  });
}
