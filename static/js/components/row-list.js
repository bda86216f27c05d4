/**
 * A list whose rows are built anew only where their structure changes: what is typed and focused elsewhere stays.
 * @module
 */

/**
 * @template T
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {(item: T) => void} update shows values that were chosen elsewhere
 */

/** @template T */
export class RowList {
  /**
   * @param {HTMLElement} list
   * @param {(item: T, index: number) => unknown[]} structure what the elements of a row depend on
   * @param {(item: T, index: number) => Row<T>} build
   */
  constructor(list, structure, build) {
    this.list = list;
    this.structure = structure;
    this.build = build;
    /** @type {(Row<T> & {key: string})[]} */
    this.rows = [];
  }

  /** @param {T[]} items */
  show(items) {
    const focus = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-focus]"));
    const focused = this.rows.findIndex(({ element }) => element.contains(focus));
    this.rows = items.map((item, index) => this.refresh(item, index));
    const elements = this.rows.map(({ element }) => element);
    const same = elements.length === this.list.children.length && elements.every((element) => element.isConnected);
    if (!same) this.list.replaceChildren(...elements);
    if (focus && focused >= 0 && !focus.isConnected) this.focus(focused, focus.dataset.focus ?? "");
  }

  /**
   * @param {T} item
   * @param {number} index
   */
  refresh(item, index) {
    const key = JSON.stringify(this.structure(item, index));
    const known = this.rows[index];
    if (known?.key !== key) return { key, ...this.build(item, index) };
    known.update(item);
    return known;
  }

  /**
   * Focus a control of a row.
   * @param {number} index
   * @param {string} name as its `data-focus` says
   */
  focus(index, name) {
    /** @type {HTMLElement | null | undefined} */ (
      this.rows[index]?.element.querySelector(`[data-focus="${name}"]`)
    )?.focus();
  }
}
