/**
 * A vector as a strip of cells, one for each number.
 * @module
 */

/** Numbers of the vector in each row of the strip. */
const NUMBERS_A_ROW = 64;

/**
 * Draw a vector row by row. Numbers farther from zero are darker.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} vector
 * @param {string} ink
 */
export function drawVectorStrip(canvas, vector, ink) {
  canvas.width = Math.min(NUMBERS_A_ROW, vector.length);
  canvas.height = Math.ceil(vector.length / NUMBERS_A_ROW);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const largest = Math.max(...vector.map(Math.abs));
  context.fillStyle = ink;
  vector.forEach((value, index) => {
    context.globalAlpha = Math.abs(value) / largest;
    context.fillRect(index % NUMBERS_A_ROW, Math.floor(index / NUMBERS_A_ROW), 1, 1);
  });
}
