import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowsOf, partsThatCount } from "../../../../static/js/core/landscapes/anatomy.js";
import { testEach } from "../../support.js";

const NOTHING = { x: 0, y: 0, length: 0 };
const KINDS = ["gradient", "memory", "scaling", "decay", "noise"];

/**
 * @param {Record<string, {x: number, y: number, length: number | null}>} parts
 * @returns {any} the anatomy of a step with these parts and no others
 */
function anatomy(parts) {
  return {
    step: 3,
    start: [1, 2],
    parts: KINDS.map((kind) => ({ kind, ...(parts[kind] ?? NOTHING) })),
    total: { x: 0.5, y: 1, length: 1.118 },
  };
}

test("arrows follow each other and the step comes last", () => {
  const step = anatomy({ gradient: { x: -0.5, y: 0, length: 0.5 }, memory: { x: 1, y: 1, length: 1.41 } });
  const arrows = arrowsOf(step);
  assert.deepEqual(
    arrows.map(({ kind }) => kind),
    ["gradient", "memory", "total"],
  );
  assert.deepEqual(arrows[0].to, { x: 0.5, y: 2 });
  assert.deepEqual(arrows[1].from, arrows[0].to);
  assert.deepEqual(arrows[1].to, { x: 1.5, y: 3 });
  assert.deepEqual(arrows[2].to, arrows[1].to);
  assert.deepEqual(arrows[2].from, { x: 1, y: 2 });
});

test("rounding errors are no part", () => {
  const step = anatomy({ gradient: { x: 1, y: 0, length: 1 }, scaling: { x: 1e-17, y: 0, length: 1e-17 } });
  assert.deepEqual(
    partsThatCount(step).map(({ kind }) => kind),
    ["gradient"],
  );
});

testEach("a part that is not finite has no arrows", [["x"], ["y"]], (missing) => {
  assert.deepEqual(arrowsOf(anatomy({ gradient: { x: 1, y: 1, length: null, [missing]: null } })), []);
});
