/**
 * Histograms of oriented gradients over the picture that they were read from.
 * @module
 */

/** @typedef {import("../core/features/hog.js").Stroke} Stroke */
/** @typedef {{context: CanvasRenderingContext2D, scale: number, size: {width: number, height: number}}} Drawing in screen pixels, `scale` of them for each of the picture */

const VEIL = 0.82;
const LEVELS = [0.25, 0.5, 0.75, 1];

/**
 * Veil the picture and draw the strokes over it, the heavier the darker.
 * @param {Drawing} drawing
 * @param {Stroke[]} strokes
 * @param {number} cell side in pixels of the picture
 * @param {import("./palette.js").Palette} palette
 */
export function drawGlyphs({ context, scale, size }, strokes, cell, palette) {
  context.globalAlpha = VEIL;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size.width, size.height);
  context.strokeStyle = palette.ink;
  context.lineCap = "round";
  context.lineWidth = Math.max(0.8, Math.min(2.4, (cell * scale) / 6));
  for (const level of LEVELS) {
    context.globalAlpha = 0.25 + 0.75 * level;
    context.beginPath();
    for (const { x1, y1, x2, y2, weight } of strokes) {
      if (weight > level || weight <= level - 0.25) continue;
      context.moveTo(scale * x1, scale * y1);
      context.lineTo(scale * x2, scale * y2);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}
