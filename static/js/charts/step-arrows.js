/**
 * The parts of a step as arrows over the map.
 * @module
 */

/** @typedef {import("../core/landscapes/anatomy.js").Arrow} Arrow */
/** @typedef {import("../core/landscapes/anatomy.js").PartKind} PartKind */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{colour: string, width: number, dash: number[]}} ArrowStyle */

const HEAD_LENGTH = 9;
const HEAD_TURN = 0.42;
const CASING = 2.6;
const MIN_LENGTH = 1;

/**
 * @param {PartKind | "total"} kind
 * @param {Palette} palette
 * @param {string} slotColour of the optimizer
 * @returns {ArrowStyle}
 */
export function arrowStyle(kind, { ink, muted }, slotColour) {
  return {
    gradient: { colour: ink, width: 1.6, dash: [] },
    memory: { colour: slotColour, width: 2.2, dash: [] },
    scaling: { colour: muted, width: 2, dash: [] },
    decay: { colour: muted, width: 2, dash: [6, 3] },
    noise: { colour: ink, width: 1.8, dash: [1.5, 3] },
    total: { colour: ink, width: 3.4, dash: [] },
  }[kind];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./trails.js").Project} project
 * @param {Arrow[]} arrows the last one is drawn on top
 * @param {Palette} palette
 * @param {string} slotColour
 */
export function drawArrows(context, project, arrows, palette, slotColour) {
  const pixel = new Float64Array(2);
  const place = (/** @type {{x: number, y: number}} */ { x, y }) => (project(x, y, NaN, pixel) ? [...pixel] : null);
  context.save();
  for (const { kind, from, to } of arrows) {
    const [tail, tip] = [place(from), place(to)];
    if (tail && tip) drawArrow(context, tail, tip, arrowStyle(kind, palette, slotColour), palette.panel);
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} tail
 * @param {number[]} marker
 * @param {ArrowStyle} style
 * @param {string} casing
 */
export function drawArrow(context, [tailX, tailY], [headX, headY], { colour, width, dash }, casing) {
  const length = Math.hypot(headX - tailX, headY - tailY);
  if (length < MIN_LENGTH) return;
  const angle = Math.atan2(headY - tailY, headX - tailX);
  const reach = Math.min(HEAD_LENGTH + width, length);
  const corner = (/** @type {number} */ turn) =>
    `${headX - reach * Math.cos(angle + turn)},${headY - reach * Math.sin(angle + turn)}`;
  const neck = reach * 0.7;
  const shaft = new Path2D(`M${tailX},${tailY}L${headX - neck * Math.cos(angle)},${headY - neck * Math.sin(angle)}`);
  const point = new Path2D(`M${headX},${headY}L${corner(HEAD_TURN)}L${corner(-HEAD_TURN)}Z`);
  context.lineJoin = "round";
  context.lineCap = "butt";
  context.setLineDash([]);
  context.strokeStyle = casing;
  context.lineWidth = width + CASING;
  context.stroke(shaft);
  context.lineWidth = CASING;
  context.stroke(point);
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width;
  context.stroke(shaft);
  context.fill(point);
}
