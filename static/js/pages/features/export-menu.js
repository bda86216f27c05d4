/**
 * The export menu of the open panel.
 * @module
 */

import { bindMenu } from "../../components/menu.js";
import { copy, save } from "../../components/export-actions.js";
import { fetchFeatureFile } from "../../core/features/client.js";
import { csvOf, curlFor, pythonFor } from "../../core/features/exports.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble } from "../shared/banner.js";

/** @typedef {import("./panels.js").FeaturePanels} FeaturePanels */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {FeaturePanels} readings
 */
export function bindExportMenu(session, readings) {
  const fields = () => readings.open.fields() ?? {};
  const item = (/** @type {string} */ what, /** @type {() => void} */ choose) => ({
    label: t(`export.${what}`),
    detail: t(`take_home.${what}`),
    choose,
  });
  /** @param {(picture: import("./picture.js").Picture) => Promise<void>} work */
  const attempt = async (work) => {
    if (!session.picture) return;
    try {
      await session.while(() => work(/** @type {import("./picture.js").Picture} */ (session.picture)));
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      session.report(error);
    }
  };
  bindMenu(byId("export"), () => [
    {
      heading: t("export.copy"),
      items: [
        item("curl", () => copy(curlFor(fields(), location.origin), "share.curl_copied")),
        item("python", () => copy(pythonFor(fields(), location.origin), "export.python_copied")),
      ],
    },
    {
      heading: t("export.data"),
      items: [
        item("json", () =>
          attempt(async (picture) =>
            save("features.json", "application/json", JSON.stringify(await session.features(picture, fields()))),
          ),
        ),
        item("csv", () =>
          attempt(async (picture) =>
            save("features.csv", "text/csv", csvOf(await session.features(picture, fields()))),
          ),
        ),
        item("npz", () =>
          attempt(async (picture) => {
            const { full, normalized, ...rest } = fields();
            const file = await fetchFeatureFile(picture.file, { ...rest, format: "npz" }, new AbortController().signal);
            save("features.npz", "application/octet-stream", file);
          }),
        ),
      ],
    },
  ]);
}
