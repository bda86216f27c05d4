/**
 * What the tests of static/js share.
 * @module
 */

import assert from "node:assert/strict";
import { test } from "node:test";

/**
 * Runs a test for each row of a table.
 * @param {string} name
 * @param {any[][]} rows
 * @param {(...row: any[]) => void | Promise<void>} body called with the cells of a row
 */
export function testEach(name, rows, body) {
  for (const row of rows) test(`${name}: ${JSON.stringify(row)}`, () => body(...row));
}

/**
 * Asserts that numbers are equal up to rounding, on their own or anywhere in arrays and objects.
 * @param {any} actual
 * @param {any} expected
 * @param {number} [relative] how much they may differ, as a share of what is expected
 * @param {number} [absolute] how much they may differ in any case
 */
export function assertClose(actual, expected, relative = 1e-6, absolute = 1e-12) {
  if (typeof expected === "number") {
    const difference = Math.abs(actual - expected);
    assert.ok(
      difference <= Math.max(absolute, relative * Math.abs(expected)),
      `${actual} is ${difference} away from ${expected}`,
    );
  } else if (typeof expected === "object" && expected !== null) {
    assert.deepEqual(Object.keys(actual), Object.keys(expected));
    for (const key of Object.keys(expected)) assertClose(actual[key], expected[key], relative, absolute);
  } else {
    assert.deepEqual(actual, expected);
  }
}

/**
 * Lets a function stand for `fetch` while some work is done.
 * @template T
 * @param {(url: string) => Promise<Response>} substitute
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFetch(substitute, work) {
  const original = globalThis.fetch;
  globalThis.fetch = /** @type {typeof fetch} */ (substitute);
  try {
    return await work();
  } finally {
    globalThis.fetch = original;
  }
}
