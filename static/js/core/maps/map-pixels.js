/**
 * The colours of a map pixel by pixel: the height as a tone, lit gently from the upper left.
 * @module
 */

/** @typedef {import("./contours.js").Grid} Grid */
/** @typedef {import("../shared/oklab.js").RGB} RGB */
/** @typedef {import("../shared/projection.js").Size} Size */

/** How high the highest point of the map stands above the lowest, as a share of the larger side, for the light. */
const HEIGHT_SHARE = 0.3;
/** The direction of the light: from the upper left, 45° above the plane. */
const LIGHT = { x: -0.5, y: 0.5, z: Math.SQRT1_2 };
/** How much brighter than level ground a slope is that faces the light. */
const BRIGHTEST = 1 / LIGHT.z - 1;
const MAX_DARKER = 0.16;
const MAX_LIGHTER = 0.12;
const TRANSPARENT = 0;
const OPAQUE = 255;

/**
 * Colour a map. Between the points of the grid heights and light are interpolated bilinearly; pixels next to a missing
 * value take the nearest one, and are transparent where that is missing.
 * @param {Grid} grid heights between 0 and `highest`, whose first row is the lowest of the map
 * @param {number} highest
 * @param {RGB[]} ramp at least two tones, from low to high
 * @param {Float64Array | null} light how much lighter or darker each point of the grid is, as `lightOf` returns it; null
 *   for a map without light
 * @param {Size} size of the map, whole pixels; the first and the last point of each axis lie in its outermost pixels
 * @returns {Uint8ClampedArray} red, green, blue and opacity of each pixel, row by row from the top
 */
export function mapPixels(grid, highest, ramp, light, { width, height }) {
  const { values } = grid;
  const columns = placesOf(grid.x.length, width);
  const rows = placesOf(grid.y.length, height);
  const tones = ramp.length - 1;
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let py = 0; py < height; py += 1) {
    const { at: row, share: up } = rows[height - 1 - py];
    for (let px = 0; px < width; px += 1) {
      const { at: column, share: right } = columns[px];
      const [a, b] = [values[row][column], values[row][column + 1]];
      const [c, d] = [values[row + 1][column], values[row + 1][column + 1]];
      const at = 4 * (py * width + px);
      if (a === null || b === null || c === null || d === null) {
        const nearest = values[row + Math.round(up)][column + Math.round(right)];
        if (nearest === null) pixels[at + 3] = TRANSPARENT;
        else paint(pixels, at, ramp, (nearest / highest) * tones, 0);
        continue;
      }
      const node = row * grid.x.length + column;
      const value = (1 - up) * (a + right * (b - a)) + up * (c + right * (d - c));
      const brightness = light ? between(light, node, grid.x.length, right, up) : 0;
      paint(pixels, at, ramp, (value / highest) * tones, brightness);
    }
  }
  return pixels;
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {number} at index of the pixel's first channel
 * @param {RGB[]} ramp
 * @param {number} tone position in the ramp
 * @param {number} light from −1 to 1
 */
function paint(pixels, at, ramp, tone, light) {
  const index = Math.min(ramp.length - 2, Math.max(0, Math.floor(tone)));
  const share = Math.min(1, Math.max(0, tone - index));
  const [from, to] = [ramp[index], ramp[index + 1]];
  for (let channel = 0; channel < 3; channel += 1) {
    const colour = from[channel] + share * (to[channel] - from[channel]);
    pixels[at + channel] = colour * (1 + light);
  }
  pixels[at + 3] = OPAQUE;
}

/**
 * @param {Float64Array} values row by row
 * @param {number} node
 * @param {number} columns
 * @param {number} right share of the way to the next column
 * @param {number} up share of the way to the next row
 */
function between(values, node, columns, right, up) {
  const lower = values[node] + right * (values[node + 1] - values[node]);
  const upper = values[node + columns] + right * (values[node + columns + 1] - values[node + columns]);
  return lower + up * (upper - lower);
}

/**
 * How much lighter or darker than level ground each point of the grid is lit (Lambert's law).
 * @param {Grid} grid
 * @param {number} highest
 * @param {Size} size
 * @returns {Float64Array} from −MAX_DARKER to MAX_LIGHTER, row by row; 0 next to missing values
 */
export function lightOf({ x, y, values }, highest, { width, height }) {
  const light = new Float64Array(x.length * y.length);
  const rise = (HEIGHT_SHARE * Math.max(width, height)) / highest;
  const [across, along] = [width / (x.length - 1), height / (y.length - 1)];
  for (let row = 0; row < y.length; row += 1) {
    for (let column = 0; column < x.length; column += 1) {
      const [west, east] = [Math.max(0, column - 1), Math.min(x.length - 1, column + 1)];
      const [south, north] = [Math.max(0, row - 1), Math.min(y.length - 1, row + 1)];
      const [w, e, s, n] = [values[row][west], values[row][east], values[south][column], values[north][column]];
      if (w === null || e === null || s === null || n === null) continue;
      const slopeX = (rise * (e - w)) / ((east - west) * across);
      const slopeY = (rise * (n - s)) / ((north - south) * along);
      const facing = (LIGHT.z - slopeX * LIGHT.x - slopeY * LIGHT.y) / Math.sqrt(1 + slopeX ** 2 + slopeY ** 2);
      const brightness = facing / LIGHT.z - 1;
      light[row * x.length + column] =
        brightness < 0 ? MAX_DARKER * Math.max(-1, brightness) : (MAX_LIGHTER * brightness) / BRIGHTEST;
    }
  }
  return light;
}

/**
 * @param {number} count points of an axis of the grid
 * @param {number} pixels along the axis
 * @returns {{at: number, share: number}[]} for each pixel the point before it, and how far it is to the next
 */
function placesOf(count, pixels) {
  return Array.from({ length: pixels }, (_, pixel) => {
    const place = ((pixel + 0.5) / pixels) * (count - 1);
    const at = Math.min(count - 2, Math.floor(place));
    return { at, share: place - at };
  });
}
