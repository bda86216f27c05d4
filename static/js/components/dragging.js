/**
 * Keeps track of whether a slider, the start or the map is being dragged.
 * @module
 */

const DRAGGABLE = "input[type=range], .stage";

let dragging = false;

for (const event of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
  document.addEventListener(event, note, { capture: true, passive: true });
}

/** @returns {boolean} */
export function isDragging() {
  return dragging;
}

/** @param {Event} event */
function note(event) {
  const { type, buttons, target } = /** @type {PointerEvent} */ (event);
  if (type === "pointerdown") dragging = target instanceof Element && target.closest(DRAGGABLE) !== null;
  else dragging &&= buttons !== 0 && type !== "pointercancel";
}
