import assert from "node:assert/strict";
import { test } from "node:test";
import { labelled, toCsv, toJson, numbered } from "../../../../static/js/core/shared/exports.js";
import { Path } from "../../../../static/js/core/landscapes/paths.js";

/** @param {string[]} names of the optimizers */
function pathsOf(names) {
  return names.map((_, index) => {
    const path = new Path();
    path.accept(
      /** @type {any} */ ({
        type: "frame",
        optimizer: index,
        step: 0,
        x: [1, 2, null],
        y: [0, 0.5, 1],
        loss: [3, 1e-12, null],
      }),
    );
    return path;
  });
}

test("names are quoted and are no formulas", () => {
  const names = ['=cmd|"/c calc"!A1', "Momentum, numeric", "plain"];
  const rows = toCsv(names, pathsOf(names)).split("\r\n");
  assert.deepEqual(
    [rows[2], rows[3], rows[4], rows[7], rows[10]],
    [
      '"\'=cmd|""/c calc""!A1",1,2,0.5,1e-12,,,',
      '"\'=cmd|""/c calc""!A1",2,,1,,,,',
      '"Momentum, numeric",0,1,0,3,,,',
      "plain,0,1,0,3,,,",
      "",
    ],
  );
});

test("names in other letters are marked as UTF-8 for spreadsheets", () => {
  const marked = ["a", "빛"].map((name) => toCsv([name], pathsOf([name])).startsWith("\ufeff"));
  assert.deepEqual(marked, [false, true]);
});

test("optimizers of one name are numbered", () => {
  assert.deepEqual(numbered(["a", "b", "a"]), ["a (1)", "b", "a (2)"]);
});

test("numbers that are not finite are null in JSON", () => {
  const text = toJson(/** @type {any} */ ({ steps: 2 }), ["a"], pathsOf(["a"]));
  assert.deepEqual(JSON.parse(text).optimizers, [
    { name: "a", end: null, x: [1, 2, null], y: [0, 0.5, 1], loss: [3, 1e-12, null] },
  ]);
});

test("labels are as long as the server takes them", () => {
  const run = /** @type {any} */ ({ steps: 2, optimizers: [{ rule: "adam" }] });
  assert.equal(labelled(run, ["👍 Momentum"], { label_length: 3 }).optimizers[0].label, "👍 M");
});
