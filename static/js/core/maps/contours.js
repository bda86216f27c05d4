/**
 * Contour lines of values on a grid, by marching squares (Lorensen and Cline 1987, in two dimensions).
 * @module
 */

/**
 * @typedef {object} Grid
 * @property {number[]} x increasing, one for each column
 * @property {number[]} y increasing, one for each row
 * @property {(number | null)[][]} values one row for each `y`; null where there is no value
 */

/** @typedef {[number, number]} Corner a point of the plane */

/**
 * The contour lines of a level. They end at the border of the grid and where values are missing.
 * @param {Grid} grid
 * @param {number} level
 * @returns {Corner[][]} lines of two points or more; the first and the last point of a closed line are the same
 */
export function contourLines(grid, level) {
  const segments = segmentsOf(grid, level);
  /** @type {Map<number, number[]>} the edges next to each edge along a line: one or two */
  const next = new Map();
  for (const [from, to] of segments) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const lines = [];
  const ends = [...next.keys()].filter((edge) => next.get(edge)?.length === 1);
  for (const first of [...ends, ...next.keys()]) {
    if (!next.has(first)) continue;
    const edges = follow(next, first);
    lines.push(edges.map((edge) => crossing(grid, level, edge)));
  }
  return lines;
}

/**
 * Take a line out of the connected edges.
 * @param {Map<number, number[]>} next
 * @param {number} first an end of the line, or any of its edges if it is closed
 * @returns {number[]} its edges in order
 */
function follow(next, first) {
  const edges = [first];
  const closed = next.get(first)?.length === 2;
  let edge = next.get(first)?.[0];
  next.delete(first);
  while (edge !== undefined && next.has(edge)) {
    edges.push(edge);
    const neighbours = /** @type {number[]} */ (next.get(edge));
    next.delete(edge);
    edge = neighbours.find((neighbour) => next.has(neighbour));
  }
  return closed ? [...edges, first] : edges;
}

/**
 * The pairs of edges of the grid that a contour connects. An edge is numbered `2 * node` if it leads to the right from
 * its node, and `2 * node + 1` if it leads up.
 * @param {Grid} grid
 * @param {number} level
 * @returns {[number, number][]}
 */
function segmentsOf({ x, y, values }, level) {
  const columns = x.length;
  /** @type {[number, number][]} */
  const segments = [];
  for (let row = 0; row + 1 < y.length; row += 1) {
    const [lower, upper] = [values[row], values[row + 1]];
    for (let column = 0; column + 1 < columns; column += 1) {
      const [a, b, c, d] = [lower[column], lower[column + 1], upper[column + 1], upper[column]];
      if (a === null || b === null || c === null || d === null) continue;
      const above = (a >= level ? 1 : 0) + (b >= level ? 2 : 0) + (c >= level ? 4 : 0) + (d >= level ? 8 : 0);
      if (above === 0 || above === 15) continue;
      const node = row * columns + column;
      const [bottom, left, right, top] = [2 * node, 2 * node + 1, 2 * node + 3, 2 * (node + columns)];
      const cut = (/** @type {number} */ corners) => above === corners || above === 15 - corners;
      if (cut(1)) segments.push([bottom, left]);
      else if (cut(2)) segments.push([bottom, right]);
      else if (cut(4)) segments.push([right, top]);
      else if (cut(8)) segments.push([left, top]);
      else if (cut(3)) segments.push([left, right]);
      else if (cut(6)) segments.push([bottom, top]);
      else if ((above === 5) === (a + b + c + d) / 4 >= level) segments.push([bottom, right], [left, top]);
      else segments.push([bottom, left], [right, top]);
    }
  }
  return segments;
}

/**
 * @param {Grid} grid
 * @param {number} level
 * @param {number} edge
 * @returns {Corner} the place on an edge where the values, interpolated linearly, reach the level
 */
function crossing({ x, y, values }, level, edge) {
  const node = edge >> 1;
  const [row, column] = [Math.floor(node / x.length), node % x.length];
  const [toRow, toColumn] = edge % 2 === 0 ? [row, column + 1] : [row + 1, column];
  const [from, to] = [/** @type {number} */ (values[row][column]), /** @type {number} */ (values[toRow][toColumn])];
  const share = (level - from) / (to - from);
  return [x[column] + share * (x[toColumn] - x[column]), y[row] + share * (y[toRow] - y[row])];
}
