/**
 * A small note next to the pointer.
 * @module
 */

import { create } from "../document/dom.js";

const DISTANCE = 14;

export class Tip {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.element = create("div", { class: "tip", hidden: true, "aria-hidden": "true" });
    parent.append(this.element);
  }

  /**
   * @param {number} px pixels from the corner of the parent
   * @param {number} py
   * @param {string[]} lines the first one is emphasised
   */
  show(px, py, [first, ...lines]) {
    this.element.replaceChildren(create("b", {}, first), ...lines.map((line) => create("span", {}, line)));
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const left = px + DISTANCE + offsetWidth > this.parent.clientWidth ? px - DISTANCE - offsetWidth : px + DISTANCE;
    const top = Math.min(py, this.parent.clientHeight - offsetHeight);
    Object.assign(this.element.style, { left: `${left}px`, top: `${top}px` });
  }

  hide() {
    this.element.hidden = true;
  }
}
