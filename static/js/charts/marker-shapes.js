/**
 * Marker shapes: at the end of each path, and at the same steps along every path.
 * @module
 */

/** @typedef {import("../core/shared/line-styles.js").MarkerShape} MarkerShape */

/**
 * Corners of the filled shapes, for a radius of 1. All shapes fill about the same area as the disc.
 * @type {Record<string, [number, number][]>}
 */
const CORNERS = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  triangle: polygon(3, 1.3, -90),
  "triangle-down": polygon(3, 1.3, 90),
  diamond: polygon(4, 1.25, 0),
  hexagon: polygon(6, 1.1, 0),
  cross: plus(1.1, 0.4),
  star: star(5, 1.35, 0.6),
};

const SPRITE_MARGIN = 2;

/** @type {Map<string, Path2D>} */
const shapes = new Map();
/** @type {Map<string, OffscreenCanvas>} */
const sprites = new Map();

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {MarkerShape} marker
 * @param {number} px
 * @param {number} py
 * @param {number} size the diameter in pixels
 * @param {string} colour
 * @param {string} casing the colour around it
 */
export function drawMarker(context, marker, px, py, size, colour, casing) {
  const shape = shapeOf(marker, size / 2);
  context.setTransform(...translation(context, px, py));
  if (marker === "ring") {
    context.lineWidth = 4.8;
    context.strokeStyle = casing;
    context.stroke(shape);
    context.lineWidth = 1.8;
    context.strokeStyle = colour;
    context.stroke(shape);
  } else {
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = casing;
    context.stroke(shape);
    context.fillStyle = colour;
    context.fill(shape);
  }
  context.setTransform(...translation(context, 0, 0));
}

/**
 * Draw the same marker by copying an image that is drawn once. It lies on whole pixels, so it suits markers that do not
 * move.
 * @param {CanvasRenderingContext2D} context
 * @param {MarkerShape} marker
 * @param {number} px
 * @param {number} py
 * @param {number} size the diameter in pixels
 * @param {string} colour
 * @param {string} casing the colour around it
 */
export function stampMarker(context, marker, px, py, size, colour, casing) {
  const { a: ratio } = context.getTransform();
  const reach = Math.ceil(ratio * (size + SPRITE_MARGIN)) / ratio;
  const key = [marker, size, colour, casing, ratio].join();
  let sprite = sprites.get(key);
  if (!sprite) {
    sprite = new OffscreenCanvas(2 * reach * ratio, 2 * reach * ratio);
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (sprite.getContext("2d"));
    pen.scale(ratio, ratio);
    drawMarker(pen, marker, reach, reach, size, colour, casing);
    sprites.set(key, sprite);
  }
  const onPixel = (/** @type {number} */ value) => Math.round(value * ratio) / ratio;
  context.drawImage(sprite, onPixel(px) - reach, onPixel(py) - reach, 2 * reach, 2 * reach);
}

/**
 * The outline of a marker for an SVG path of the same size.
 * @param {MarkerShape} marker
 * @param {number} radius
 * @returns {string}
 */
export function markerOutline(marker, radius) {
  const corners = CORNERS[marker];
  if (!corners)
    return `M${-radius},0a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0Z`;
  return `M${corners.map(([x, y]) => `${(x * radius).toFixed(2)},${(y * radius).toFixed(2)}`).join("L")}Z`;
}

/**
 * @param {MarkerShape} marker
 * @param {number} radius
 * @returns {Path2D}
 */
function shapeOf(marker, radius) {
  const key = `${marker} ${radius}`;
  const known = shapes.get(key);
  if (known) return known;
  const shape = new Path2D(markerOutline(marker, radius));
  shapes.set(key, shape);
  return shape;
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {number} px
 * @param {number} py
 * @returns {[number, number, number, number, number, number]} the device's scale, moved to a pixel
 */
function translation(context, px, py) {
  const { a: ratio } = context.getTransform();
  return [ratio, 0, 0, ratio, px * ratio, py * ratio];
}

/**
 * @param {number} corners
 * @param {number} radius
 * @param {number} degrees where the first corner points
 * @returns {[number, number][]}
 */
function polygon(corners, radius, degrees) {
  return Array.from({ length: corners }, (_, index) => onCircle(radius, degrees + (360 * index) / corners));
}

/**
 * @param {number} points
 * @param {number} outer
 * @param {number} inner
 * @returns {[number, number][]}
 */
function star(points, outer, inner) {
  return Array.from({ length: 2 * points }, (_, index) =>
    onCircle(index % 2 ? inner : outer, -90 + (180 * index) / points),
  );
}

/**
 * @param {number} reach
 * @param {number} half the half width of an arm
 * @returns {[number, number][]}
 */
function plus(reach, half) {
  return [
    [-half, -reach],
    [half, -reach],
    [half, -half],
    [reach, -half],
    [reach, half],
    [half, half],
    [half, reach],
    [-half, reach],
    [-half, half],
    [-reach, half],
    [-reach, -half],
    [-half, -half],
  ];
}

/**
 * @param {number} radius
 * @param {number} degrees
 * @returns {[number, number]}
 */
function onCircle(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
