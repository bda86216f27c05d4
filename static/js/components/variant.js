/**
 * One of several kinds, with the settings of the chosen one.
 * @module
 */

import { create } from "../dom.js";
import { t } from "../words.js";
import { bindChoice } from "./choice.js";
import { createSettingFields } from "./setting-fields.js";

/** @typedef {import("../core/shared/optimizers.js").Setting} Setting */

/**
 * @param {string} what the words call it
 * @param {Record<string, Setting[]>} kinds
 * @param {string} owner tells the radio buttons of two of them apart
 * @param {(chosen: object) => void} onChange
 * @returns {{element: HTMLElement, show: (chosen: any) => void}}
 */
export function createVariant(what, kinds, owner, onChange) {
  /** @type {{kind: string}} */
  let current;
  const choice = create("div", { class: "segmented" }, ...Object.keys(kinds).map(radioOf));
  const mark = bindChoice(choice, (kind) =>
    choose({ kind, ...Object.fromEntries(kinds[kind].map((setting) => [setting.name, setting.default])) }),
  );
  const meaning = create("p", { class: "meaning" });
  const fields = createSettingFields((name, value) => choose({ ...current, [name]: value }));
  const legend = create("legend", {}, t(`${what}.label`));

  /** @param {string} kind */
  function radioOf(kind) {
    const radio = create("input", {
      type: "radio",
      name: `${what}-${owner}`,
      value: kind,
      "data-focus": `${what}-${kind}`,
    });
    return create(
      "label",
      { title: t(`${what}.${kind}.meaning`) },
      radio,
      create("span", {}, t(`${what}.${kind}.name`)),
    );
  }

  /** @param {{kind: string}} next */
  function choose(next) {
    show(next);
    onChange(next);
  }

  /** @param {{kind: string}} next */
  function show(next) {
    current = next;
    mark(next.kind);
    meaning.textContent = t(`${what}.${next.kind}.meaning`);
    fields.show(kinds[next.kind], next);
  }

  return { element: create("fieldset", { class: "variant" }, legend, choice, meaning, fields.element), show };
}
