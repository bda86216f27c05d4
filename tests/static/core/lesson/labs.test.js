import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLab, dimensionLab } from "../../../../static/js/core/lesson/labs.js";
import { formatFragment, parseFragment } from "../../../../static/js/core/landscapes/fragment.js";
import { catalogue, PANELS } from "../../catalogue.js";

test("the labs of two weights open as they are", () => {
  const [dimension, check] = [dimensionLab(catalogue), checkLab(catalogue)].map((lab) =>
    parseFragment(formatFragment(lab), catalogue, PANELS),
  );
  assert.deepEqual(
    dimension.optimizers.map(({ rule }) => rule),
    ["gradient_descent", "random_search"],
  );
  for (const lab of [dimension, check]) {
    assert.equal(lab.surface, "rosenbrock");
    assert.deepEqual(lab.start, { x: -1.5, y: 2 });
  }
  assert.equal(check.panel, "check");
});
