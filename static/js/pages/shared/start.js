/**
 * Opens a page, or reports why the server cannot provide what it needs.
 * @module
 */

import { t } from "../../document/words.js";
import { isServerTrouble, problemText, showBanner } from "./banner.js";

/** @param {() => Promise<void>} open */
export async function start(open) {
  document.querySelector("nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  try {
    await open();
  } catch (error) {
    if (!isServerTrouble(error)) throw error;
    showBanner("server-banner", problemText(error), t("banner.try_again"), () => location.reload());
  }
}
