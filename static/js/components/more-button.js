/**
 * The button of a runner that opens its settings.
 * @module
 */

import { create, icon } from "../dom.js";
import { t } from "../words.js";

/**
 * @param {string} name of the runner
 * @param {boolean} isOpen
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
export function createMoreButton(name, isOpen, press) {
  const label = t("runner.settings", { name });
  const button = create(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-expanded": String(isOpen),
      "aria-label": label,
      "data-focus": "more",
    },
    icon("more"),
  );
  button.addEventListener("click", press);
  return button;
}
