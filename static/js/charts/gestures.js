/**
 * Gestures on the map. A mouse drags to move, clicks to pick and scrolls to zoom;
 * one finger taps to pick or scrolls the page, two fingers move and zoom.
 * @module
 */

/** @typedef {{px: number, py: number}} Pixel from the top left corner of the element */

/**
 * @typedef {object} Gestures
 * @property {(at: Pixel) => void} pick
 * @property {(dx: number, dy: number) => void} move pixels
 * @property {(factor: number, at: Pixel) => void} zoom below 1 zooms in
 */

const CLICK_DISTANCE = 4;
const WHEEL_RATE = 0.0015;

/**
 * @param {HTMLElement} element
 * @param {Gestures} gestures
 */
export function listenForGestures(element, gestures) {
  /** @type {Map<number, Pixel>} */
  const pointers = new Map();
  let travelled = 0;
  let fingers = 0;

  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top } = element.getBoundingClientRect();
    return { px: event.clientX - left, py: event.clientY - top };
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !isMap(event.target)) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, at(event));
    fingers = Math.max(pointers.size, pointers.size === 1 ? 1 : fingers);
  });

  window.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    travelled += Math.hypot(now.px - before.px, now.py - before.py);
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, pixel]) => pixel);
      pinch(other, before, now, gestures);
    } else if (event.pointerType === "mouse" && travelled > CLICK_DISTANCE) {
      gestures.move(now.px - before.px, now.py - before.py);
    }
    pointers.set(event.pointerId, now);
  });

  window.addEventListener("pointerup", (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    if (travelled <= CLICK_DISTANCE && fingers === 1) gestures.pick(at(event));
  });

  window.addEventListener("pointercancel", ({ pointerId }) => pointers.delete(pointerId));

  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      gestures.zoom(Math.exp(event.deltaY * WHEEL_RATE), at(event));
    },
    { passive: false },
  );
}

/**
 * @param {Pixel} other the finger that rests
 * @param {Pixel} before
 * @param {Pixel} now
 * @param {Gestures} gestures
 */
function pinch(other, before, now, { move, zoom }) {
  const distance = (/** @type {Pixel} */ finger) => Math.hypot(finger.px - other.px, finger.py - other.py);
  move((now.px - before.px) / 2, (now.py - before.py) / 2);
  zoom(distance(before) / distance(now), { px: (now.px + other.px) / 2, py: (now.py + other.py) / 2 });
}

/** @param {EventTarget | null} target */
function isMap(target) {
  return target instanceof Element && !target.closest("button, .modebar");
}
