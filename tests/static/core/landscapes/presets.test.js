import assert from "node:assert/strict";
import { test } from "node:test";
import { completeLabOf, hasSubjects, labOf, PRESETS } from "../../../../static/js/core/landscapes/presets.js";
import { parseFragment } from "../../../../static/js/core/landscapes/fragment.js";
import { catalogue, PANELS } from "../../catalogue.js";
import { testEach } from "../../support.js";

const LOWERED = {
  ...catalogue,
  limits: {
    ...catalogue.limits,
    steps: { low: 1, high: 50 },
    optimizers: { low: 1, high: 2 },
    coordinate: { low: -1, high: 1 },
  },
};

test("presets and links keep to lower limits", () => {
  const labs = [
    ...PRESETS.map((preset) => labOf(preset, LOWERED)),
    ...["", "#surface=booth"].map((fragment) => parseFragment(fragment, LOWERED, PANELS)),
  ];
  assert.equal(labs.length, 8);
  for (const { steps, optimizers, start } of labs) {
    assert.equal(steps, 50);
    assert.ok(optimizers.length >= 1 && optimizers.length <= 2);
    assert.ok(Math.max(Math.abs(start.x), Math.abs(start.y)) <= 1);
  }
});

testEach("fewer optimizers keep those that a sentence speaks of", [[1], [2], [3], [4]], (high) => {
  const lowered = { ...catalogue, limits: { ...catalogue.limits, optimizers: { low: 1, high } } };
  for (const preset of PRESETS) {
    const complete = completeLabOf(preset, lowered).optimizers.map((one) => JSON.stringify(one));
    const places = labOf(preset, lowered).optimizers.map((one) => complete.indexOf(JSON.stringify(one)));
    assert.deepEqual(
      places,
      [...places].sort((one, other) => one - other),
    );
    assert.equal(places.length, Math.min(high, complete.length));
    assert.equal(
      hasSubjects(preset, lowered.limits),
      preset.subjects.every((place) => places.includes(place)),
    );
  }
});

test("the complete lab of a preset has all of its optimizers", () => {
  assert.equal(completeLabOf(PRESETS[0], LOWERED).optimizers.length, 4);
});
