/**
 * A photograph that is there to be tried, as a small button.
 * @module
 */

import { create } from "../dom.js";
import { t } from "../words.js";

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
