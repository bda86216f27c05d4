/**
 * A segmented control: native radio buttons, so arrows and labels work by themselves.
 * @module
 */

/**
 * @param {HTMLElement} group with the radio buttons in it
 * @param {(value: string) => void} onChange
 * @returns {(value: string) => void} shows a value chosen elsewhere
 */
export function bindChoice(group, onChange) {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("input[type=radio]"));
  group.addEventListener("change", ({ target }) => onChange(/** @type {HTMLInputElement} */ (target).value));
  return (value) => {
    for (const radio of radios) radio.checked = radio.value === value;
  };
}
