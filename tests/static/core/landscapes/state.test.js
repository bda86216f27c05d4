import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyLab, newOptimizer, withSurface } from "../../../../static/js/core/landscapes/state.js";
import { catalogue } from "../../catalogue.js";

test("a surface brings its start, its view and its learning rates", () => {
  const [beale, surface] = ["beale", "rosenbrock"].map((id) => /** @type {any} */ (catalogue.surfaces.get(id)));
  const adam = newOptimizer(/** @type {any} */ (catalogue.methods.get("adam")), beale, []);
  /** @type {any} */
  const before = { ...emptyLab(beale, catalogue.limits), optimizers: [adam], view: {} };
  const lab = withSurface(before, surface, catalogue);
  assert.deepEqual([lab.start, lab.view], [{ x: -1.5, y: 2 }, null]);
  assert.equal(lab.optimizers[0].settings.learning_rate, 0.1);
});
