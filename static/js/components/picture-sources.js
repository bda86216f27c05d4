/**
 * Where a visitor's picture comes from: a file, a drop, the clipboard, or one of the photographs.
 * @module
 */

import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/** @typedef {(file: File) => void} Bring */

/**
 * @param {HTMLElement} button opens the file chooser
 * @param {HTMLInputElement} input of files
 * @param {Bring} bring
 */
export function bindFileChooser(button, input, bring) {
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    bringFirst(input.files, bring);
    input.value = "";
  });
}

/**
 * Accept pictures that are dropped anywhere on the page.
 * @param {HTMLElement} zone is highlighted while a file is dragged over the page
 * @param {Bring} bring
 */
export function bindDrop(zone, bring) {
  const holds = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    zone.classList.add("dropping");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => !relatedTarget && zone.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    zone.classList.remove("dropping");
    bringFirst(event.dataTransfer?.files, bring);
  });
}

/** @param {Bring} bring */
export function bindPaste(bring) {
  document.addEventListener("paste", ({ clipboardData }) => bringFirst(clipboardData?.files, bring));
}

/**
 * @param {FileList | null | undefined} files
 * @param {Bring} bring
 */
function bringFirst(files, bring) {
  const file = files?.[0];
  if (file) bring(file);
}

/**
 * @param {string} id of the photograph
 * @param {() => void} choose
 * @returns {HTMLButtonElement}
 */
export function createPhotographButton(id, choose) {
  const name = t(`photograph.${id}`);
  const button = create(
    "button",
    { type: "button", class: "sample", title: name },
    create("img", { src: `/api/photographs/${id}/thumbnail`, alt: name, loading: "lazy", width: 56, height: 40 }),
  );
  button.addEventListener("click", choose);
  return button;
}
