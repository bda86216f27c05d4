/**
 * Checks typed texts on the server. Only the answer for the latest text counts.
 * @module
 */

import { problemOf } from "./requests.js";

/**
 * @typedef {object} Fault
 * @property {number} position offset in the text, as strings count it
 * @property {string} code code of the fault
 * @property {Record<string, string | number>} values values for the sentence about it
 */

/** @typedef {{mathml: string | null, expression: string | null}} Printed null where a text is too long to read */
/** @typedef {{formula: Printed, gradient: Printed[], hessian: Printed[][]}} Derived */
/** @typedef {{formula: string, states: string[], settings: string[]}} CheckedRule */

/** @template T @typedef {{answer: T, fault: null} | {answer: null, fault: Fault}} Outcome */

/**
 * A resource of the server that checks texts.
 * @template T
 */
export class TextChecker {
  /**
   * @param {string} url
   * @param {string} field of the request that holds the text
   */
  constructor(url, field) {
    this.url = url;
    this.field = field;
    this.abort = new AbortController();
  }

  /** Cancel the check that is running. */
  cancel() {
    this.abort.abort();
  }

  /**
   * @param {string} text
   * @returns {Promise<Outcome<T> | null>} null if a later text has replaced it, or the server cannot be reached
   */
  async check(text) {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ [this.field]: text }),
        signal,
      });
      if (response.ok) return { answer: await response.json(), fault: null };
      const [error] = /** @type {any[]} */ ((await problemOf(response)).errors);
      if (!error?.code) return null;
      return {
        answer: null,
        fault: { position: placeOf(text, error.position), code: error.code, values: error.values ?? {} },
      };
    } catch {
      return null;
    }
  }
}

/**
 * @param {string} text
 * @param {number} position of a character as the server counts, for which an emoji is one
 * @returns {number} the same position as strings count, for which an emoji is two
 */
export function placeOf(text, position) {
  return Array.from(text).slice(0, position).join("").length;
}
