import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline } from "../../../../static/js/core/landscapes/timeline.js";

function timeline() {
  const made = new Timeline(100);
  made.available = 100;
  return made;
}

/**
 * @param {Timeline} clock
 * @param {...number} milliseconds
 */
function advance(clock, ...milliseconds) {
  for (const at of milliseconds) clock.advanceTo(at);
}

test("it moves by its speed", () => {
  const clock = timeline();
  clock.play();
  advance(clock, 1000, 2000);
  assert.deepEqual([clock.step, clock.playing], [30, true]);
});

test("it waits for steps that have not arrived", () => {
  const clock = timeline();
  clock.available = 7;
  clock.play();
  advance(clock, 0, 9000);
  assert.equal(clock.step, 7);
});

test("it rests at the end and starts over", () => {
  const clock = timeline();
  clock.play();
  advance(clock, 0, 9000);
  assert.deepEqual([clock.step, clock.playing], [100, false]);
  clock.play();
  assert.equal(clock.step, 0);
});

test("it is held within the run", () => {
  const clock = timeline();
  clock.seek(-4);
  assert.equal(clock.step, 0);
  clock.seek(1e9);
  assert.equal(clock.step, 100);
});

test("pausing loses no time when it goes on", () => {
  const clock = timeline();
  clock.play();
  advance(clock, 0, 1000);
  clock.pause();
  clock.play();
  advance(clock, 60_000);
  assert.equal(clock.step, 30);
});

test("the fastest speed is what can be drawn", () => {
  const clock = timeline();
  clock.speed = Infinity;
  clock.topSpeed = 50;
  clock.play();
  advance(clock, 0, 1000);
  assert.equal(clock.step, 50);
});

test("a timeline that nobody sees does not move", () => {
  const clock = timeline();
  clock.play();
  advance(clock, 0, 1000);
  clock.skipTime();
  advance(clock, 60_000, 60_100);
  assert.equal(clock.step, 33);
});
