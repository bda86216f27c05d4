/**
 * A button that opens a menu.
 * @module
 */

import { create } from "../document/dom.js";

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {string} [detail] one sentence, shown below the label
 * @property {Node} [picture] an image before the label
 * @property {boolean} [checked] whether an item that toggles is on
 * @property {boolean} [disabled] whether the item cannot be chosen now
 * @property {() => void} choose
 */

/** @typedef {{heading: string, items: MenuItem[]}} MenuGroup */

const MARGIN = 12;
const MIN_HEIGHT = 240;

/**
 * @param {HTMLElement} button
 * @param {() => MenuGroup[]} groups called at each opening for the items to offer
 */
export function bindMenu(button, groups) {
  button.ariaHasPopup = "menu";
  button.ariaExpanded = "false";
  button.addEventListener("click", () => (button.ariaExpanded === "true" ? close() : open()));
  /** @type {HTMLElement | null} */
  let menu = null;

  function open() {
    menu = create("div", { class: "menu", role: "menu", "aria-label": button.textContent?.trim() ?? "" });
    menu.append(...groups().map(groupElement));
    menu.addEventListener("keydown", onKey);
    button.after(menu);
    button.ariaExpanded = "true";
    place(menu, button);
    const chosen = /** @type {HTMLElement | null} */ (
      menu.querySelector("[aria-current=true]") ?? menu.querySelector("button")
    );
    menu.scrollIntoView({ block: "nearest" });
    chosen?.focus({ preventScroll: true });
    document.addEventListener("pointerdown", onOutside);
  }

  function close() {
    menu?.remove();
    menu = null;
    button.ariaExpanded = "false";
    document.removeEventListener("pointerdown", onOutside);
  }

  /** @param {MenuGroup} group */
  function groupElement({ heading, items }) {
    return create(
      "div",
      { role: "group", "aria-label": heading },
      create("div", { class: "menu-heading", "aria-hidden": "true" }, heading),
      ...items.map(itemElement),
    );
  }

  /** @param {MenuItem} item */
  function itemElement({ label, detail, picture, checked, disabled, choose }) {
    const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
    const item = create("button", { type: "button", role, tabindex: -1, disabled: disabled ?? false });
    if (checked !== undefined) item.ariaChecked = String(checked);
    if (picture) item.append(picture);
    item.append(create("span", { class: "menu-label" }, label));
    if (detail) item.append(create("span", { class: "menu-detail" }, detail));
    item.addEventListener("click", () => {
      close();
      button.focus();
      choose();
    });
    return item;
  }

  /** @param {PointerEvent} event */
  function onOutside({ target }) {
    if (target instanceof Node && !menu?.contains(target) && !button.contains(target)) close();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const items = /** @type {HTMLElement[]} */ ([...(menu?.querySelectorAll("button:enabled") ?? [])]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const target = {
      ArrowDown: items[(at + 1) % items.length],
      ArrowUp: items[(at - 1 + items.length) % items.length],
      Home: items[0],
      End: items[items.length - 1],
    }[event.key];
    event.stopPropagation();
    if (target) {
      event.preventDefault();
      target.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      close();
      button.focus();
    }
  }
}

/**
 * Keep a menu within the window: above its button if there is more room, and no wider than the window.
 * @param {HTMLElement} menu
 * @param {HTMLElement} button
 */
function place(menu, button) {
  const { top, bottom, right } = button.getBoundingClientRect();
  const below = window.innerHeight - bottom - MARGIN;
  const above = top - MARGIN;
  const upward = menu.offsetHeight > below && above > below;
  menu.classList.toggle("upward", upward);
  menu.style.maxHeight = `${Math.max(MIN_HEIGHT, upward ? above : below)}px`;
  if (menu.getBoundingClientRect().right > document.documentElement.clientWidth) {
    menu.style.left = "auto";
    menu.style.right = `${/** @type {HTMLElement} */ (menu.offsetParent).getBoundingClientRect().right - right}px`;
  }
}
