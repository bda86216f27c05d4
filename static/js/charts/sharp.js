/**
 * A square canvas that is sharp on any screen.
 * @module
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} side in CSS pixels
 * @returns {CanvasRenderingContext2D} cleared, to be drawn on in CSS pixels
 */
export function sharp(canvas, side) {
  const ratio = window.devicePixelRatio;
  canvas.width = canvas.height = Math.round(side * ratio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
