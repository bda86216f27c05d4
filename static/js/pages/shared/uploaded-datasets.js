/**
 * Data sets of visitors' own images: uploading and deleting them, and saying whose they are.
 * @module
 */

import { copy } from "../../components/export-actions.js";
import { formatCount } from "../../core/shared/format.js";
import { deleteDataset, refetchDatasets, nameOf, uploadDataset } from "../../core/shared/uploads.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble } from "./banner.js";
import { keyForUploads, storedKey } from "./upload-key.js";
import { faultWords, uploadProblemText } from "./upload-problems.js";

/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */

/**
 * @typedef {EventTarget & {datasets: Dataset[], forget: (id: string) => void, report: (problem: Error) => void}} DatasetSession
 * a session with an event `datasets` for new data sets, which can forget what was computed from one
 */

/**
 * @typedef {object} DatasetPage a page on which data sets are chosen
 * @property {DatasetSession} session
 * @property {() => string[]} chosen ids
 * @property {(ids: string[]) => void} choose chooses data sets; the default if there are none
 */

/**
 * @param {DatasetPage} page
 * @returns {() => Promise<void>} fetches the data sets again, and offers those that exist
 */
export function bindOwnDatasets({ session, chosen, choose }) {
  const upload = /** @type {HTMLButtonElement | null} */ (document.getElementById("upload"));
  const summary = /** @type {HTMLElement} */ (byId("own-data").querySelector("summary"));
  const remove = /** @type {HTMLButtonElement} */ (byId("delete-data"));
  const copyKey = /** @type {HTMLButtonElement} */ (byId("copy-key"));
  const own = () => session.datasets.find(({ id, deletable }) => deletable && chosen().includes(id));

  const show = () => {
    const mine = own();
    remove.hidden = !mine;
    if (mine) remove.textContent = t("uploads.delete", { name: mine.name });
    copyKey.hidden = storedKey() === null;
    const foreign = session.datasets.find(
      ({ id, origin, deletable }) => origin === "uploaded" && !deletable && chosen().includes(id),
    );
    byId("upload-whose").hidden = !foreign;
    if (foreign) byId("upload-whose").textContent = t("uploads.linked", { name: foreign.name });
  };

  /**
   * Offer these data sets, and forget what was computed from those that are gone. First those are removed from the
   * choices: as long as they are known, the address changes with the choices.
   * @param {Dataset[]} datasets
   */
  function offer(datasets) {
    const isLeft = (/** @type {string} */ id) => datasets.some((dataset) => dataset.id === id);
    const left = chosen().filter(isLeft);
    if (left.length < chosen().length) choose(left);
    const before = session.datasets.splice(0, session.datasets.length, ...datasets);
    for (const { id } of before) if (!isLeft(id)) session.forget(id);
    session.dispatchEvent(new Event("datasets"));
  }

  async function refreshDatasets() {
    try {
      offer(await refetchDatasets(session.datasets, storedKey()));
    } catch (error) {
      session.report(/** @type {Error} */ (error));
    }
  }

  /** @param {File} archive */
  async function bring(archive) {
    const { archiveBytes, nameLength } = byId("own-data").dataset;
    if (archive.size > Number(archiveBytes))
      return fail(faultWords("large_file", { megabytes: Math.floor(Number(archiveBytes) / 1e6) }));
    report(t("uploads.sending", { name: archive.name }));
    const added = await uploadDataset(archive, nameOf(archive.name, Number(nameLength)), keyForUploads());
    offer([...session.datasets, added]);
    choose([added.id]);
    await refreshDatasets();
    const kept = t("uploads.kept", {
      name: added.name,
      classes: added.classes.length,
      images: formatCount(added.train + added.test),
    });
    const [first] = added.rejected;
    report(
      first
        ? `${kept} ${t("uploads.rejected", { count: formatCount(added.rejected_count), file: first.name, reason: faultWords(first.code, first.values) })}`
        : kept,
    );
  }

  async function removeOwn() {
    const mine = own();
    if (!mine) return;
    await deleteDataset(mine.id, storedKey());
    offer(session.datasets.filter((dataset) => dataset !== mine));
    report(t("uploads.deleted", { name: mine.name }));
  }

  /**
   * Disable a button during an action. The focus that it loses moves to the button that chooses the next archive.
   * @param {HTMLButtonElement} button button to disable
   * @param {() => Promise<void>} act
   */
  async function during(button, act) {
    button.disabled = true;
    fail("");
    try {
      await act();
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      fail(uploadProblemText(error));
    } finally {
      button.disabled = false;
      if (document.activeElement === document.body) (upload ?? summary).focus();
    }
  }

  if (upload) {
    const input = /** @type {HTMLInputElement} */ (byId("archive"));
    upload.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) during(upload, () => bring(file));
      input.value = "";
    });
  }
  remove.addEventListener("click", () => during(remove, removeOwn));
  copyKey.addEventListener("click", () => copy(storedKey() ?? "", "uploads.key_copied"));
  session.addEventListener("state", show);
  session.addEventListener("datasets", show);
  show();
  return refreshDatasets;
}

/** @param {string} text */
function report(text) {
  byId("upload-fault").textContent = "";
  byId("upload-said").textContent = text;
}

/** @param {string} text */
function fail(text) {
  byId("upload-said").textContent = "";
  byId("upload-fault").textContent = text;
}
