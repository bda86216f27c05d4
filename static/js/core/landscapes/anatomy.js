/**
 * A step and the parts that it is the sum of, as `POST /api/anatomies` answers.
 * @module
 */

/** @typedef {"gradient" | "scaling" | "decay" | "memory" | "noise"} PartKind */
/** @typedef {{x: number | null, y: number | null, length: number | null}} Vector */
/** @typedef {{step: number, start: [number, number], gradient: Vector, learning_rate: number, parts: (Vector & {kind: PartKind})[], total: Vector}} Anatomy */

/**
 * An arrow on the map.
 * @typedef {object} Arrow
 * @property {PartKind | "total"} kind
 * @property {{x: number, y: number}} from
 * @property {{x: number, y: number}} to
 */

/** The order in which the arrows follow each other. @type {PartKind[]} */
const ORDER = ["gradient", "scaling", "decay", "memory", "noise"];
const NEGLIGIBLE = 1e-12;

/**
 * The parts that are not negligible, in the order of their arrows. The gradient is always among them.
 * @param {Anatomy} anatomy
 * @returns {(Vector & {kind: PartKind})[]}
 */
export function partsThatCount({ parts, start }) {
  const lengths = parts.map(({ length }) => length ?? 0);
  const least = NEGLIGIBLE * Math.max(...lengths, Math.hypot(...start) * 1e-3);
  return ORDER.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter(
    ({ kind, length }) => kind === "gradient" || length === null || length > least,
  );
}

/**
 * The arrows of a step: its parts head to tail, then the whole step.
 * @param {Anatomy} anatomy
 * @returns {Arrow[]} none where a part is not finite
 */
export function arrowsOf(anatomy) {
  const [x, y] = anatomy.start;
  /** @type {Arrow[]} */
  const arrows = [];
  let from = { x, y };
  for (const part of [...partsThatCount(anatomy), { ...anatomy.total, kind: /** @type {const} */ ("total") }]) {
    if (part.x === null || part.y === null) return [];
    if (part.kind === "total") from = { x, y };
    const to = { x: from.x + part.x, y: from.y + part.y };
    arrows.push({ kind: part.kind, from, to });
    from = to;
  }
  return arrows;
}
