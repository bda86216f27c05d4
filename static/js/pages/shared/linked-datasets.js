/**
 * Links to uploaded data sets, when a page opens or its address changes.
 * @module
 */

import { fetchLinked } from "../../core/shared/uploads.js";
import { t } from "../../document/words.js";
import { isServerTrouble, problemText, showBanner } from "./banner.js";
import { reportUnread } from "./link-banner.js";
import { storedKey } from "./upload-key.js";

/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */

/**
 * Fetch the uploads that an address names, whoever uploaded them.
 * @param {string} fragment
 * @param {Dataset[]} datasets the optimizers whose rules are known; linked ones are added
 * @throws {import("../../core/shared/requests.js").ServerProblem | import("../../core/shared/requests.js").ConnectionLost}
 */
export async function fetchLinkedDatasets(fragment, datasets) {
  for (const linked of await fetchLinked(fragment, datasets, storedKey())) {
    if (!datasets.some(({ id }) => id === linked.id)) datasets.push(linked);
  }
}

/**
 * Show the state in the address whenever that changes within the page, and report what could not be read from it.
 * @param {EventTarget & {datasets: Dataset[]}} session
 * @param {() => import("./link-banner.js").Read} go shows the state in the address
 * @param {string[]} names of fields whose first word names something
 */
export function followAddress(session, go, names) {
  const follow = async () => {
    const { hash } = location;
    const before = session.datasets.length;
    await fetchLinkedDatasets(hash, session.datasets);
    if (session.datasets.length > before) session.dispatchEvent(new Event("datasets"));
    if (location.hash === hash) reportUnread(go(), names);
  };
  window.addEventListener("popstate", () =>
    follow().catch((error) => {
      if (!isServerTrouble(error)) throw error;
      showBanner("link-banner", problemText(error), t("banner.try_again"), () => location.reload());
    }),
  );
}
