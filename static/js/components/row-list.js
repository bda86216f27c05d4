/**
 * A list that rebuilds only rows whose structure has changed, so that text being typed and the focus stay in the
 * others.
 * @module
 */

/**
 * @template T
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {(item: T) => void} update shows values that were changed elsewhere
 */

/** @template T */
export class RowList {
  /**
   * @param {HTMLElement} list
   * @param {(item: T, index: number) => unknown[]} structure values on which the elements of a row depend
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
   * @param {string} name value of its `data-focus`
   */
  focus(index, name) {
    /** @type {HTMLElement | null | undefined} */ (
      this.rows[index]?.element.querySelector(`[data-focus="${name}"]`)
    )?.focus();
  }
}
