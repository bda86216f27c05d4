/**
 * The state of a page in the fragment of its address, by a table with a row for each property.
 *
 * A row writes its property as fields, `name=value`, and reads it back. Reading never fails: a property that is missing,
 * broken or not known takes its default.
 * @module
 */

import { inRange, wholeUpTo } from "./format.js";

/** @typedef {import("./projection.js").Range} Range */
/** @typedef {[name: string, value: string | null]} Field its value is encoded; null for a name alone */

/**
 * @template S the state
 * @template K what is known when an address is read, such as the server's limits
 * @template V the property
 * @typedef {object} Row
 * @property {(value: V, state: S) => Field[]} write
 * @property {(fields: URLSearchParams, known: K) => V | undefined} read undefined where no field is understood
 */

/**
 * @template S
 * @template K
 * @typedef {{[P in keyof S]?: Row<S, K, S[P]>}} Table the rows in the order in which they are written
 */

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @returns {URLSearchParams} its fields, decoded
 */
export function fieldsOf(fragment) {
  return new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
}

/**
 * @template S
 * @template {object} K
 * @param {Table<S, K>} table
 * @param {S} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function writeState(table, state) {
  return rowsOf(table)
    .flatMap(([property, row]) => row.write(state[property], state))
    .map(([name, value]) => (value === null ? name : `${name}=${value}`))
    .join("&");
}

/**
 * @template S
 * @template {object} K
 * @param {Table<S, K>} table
 * @param {URLSearchParams} fields
 * @param {K} known
 * @param {S} defaults
 * @returns {S}
 */
export function readState(table, fields, known, defaults) {
  const read = rowsOf(table).map(([property, row]) => [property, row.read(fields, known) ?? defaults[property]]);
  return { ...defaults, ...Object.fromEntries(read) };
}

/**
 * @template S
 * @template K
 * @param {Table<S, K>} table
 * @returns {[keyof S, Row<S, K, any>][]}
 */
function rowsOf(table) {
  return /** @type {any} */ (Object.entries(table));
}

/**
 * One of several values.
 * @template K
 * @template {string | number} V
 * @param {string} name
 * @param {(known: K) => readonly V[]} values
 * @param {(value: V) => string} [format]
 * @returns {Row<any, K, V>}
 */
export function choice(name, values, format = String) {
  return {
    write: (value) => [[name, encoded(format(value))]],
    read: (fields, known) => values(known).find((value) => format(value) === fields.get(name)),
  };
}

/**
 * Some of several values, at least one, in the order of the values.
 * @template K
 * @param {string} name
 * @param {(known: K) => readonly string[]} values
 * @param {number} [max] of how many
 * @returns {Row<any, K, string[]>}
 */
export function choices(name, values, max = Infinity) {
  return {
    write: (chosen) => chosen.map((value) => [name, encoded(value)]),
    read: (fields, known) => {
      const named = fields.getAll(name);
      const chosen = values(known).filter((value) => named.includes(value));
      return chosen.length ? chosen.slice(0, max) : undefined;
    },
  };
}

/**
 * A number in a range.
 * @template K
 * @param {string} name
 * @param {(known: K) => Range} range
 * @param {(value: number) => string} [format]
 * @returns {Row<any, K, number>}
 */
export function number(name, range, format = String) {
  return {
    write: (value) => [[name, format(value)]],
    read: (fields, known) => inRange(fields.get(name) ?? undefined, range(known)) ?? undefined,
  };
}

/**
 * A whole number; a larger one than allowed becomes the maximum.
 * @template K
 * @param {string} name
 * @param {(known: K) => Range} range
 * @returns {Row<any, K, number>}
 */
export function count(name, range) {
  return {
    write: (value) => [[name, String(value)]],
    read: (fields, known) => wholeUpTo(fields.get(name) ?? undefined, range(known)) ?? undefined,
  };
}

/**
 * The place of something in a list.
 * @template K
 * @param {string} name
 * @param {(known: K) => number} length of the list
 * @returns {Row<any, K, number>}
 */
export function index(name, length) {
  return {
    write: (value) => [[name, String(value)]],
    read: (fields, known) => {
      const value = inRange(fields.get(name) ?? undefined, { low: 0, high: length(known) - 1 });
      return value !== null && Number.isInteger(value) ? value : undefined;
    },
  };
}

/**
 * Several numbers in a range, with commas between them.
 * @template K
 * @template V
 * @param {string} name
 * @param {number} length how many
 * @param {(known: K) => Range} range
 * @param {{from: (numbers: number[]) => V | undefined, to: (value: V) => number[]}} form of the property
 * @param {(value: number) => string} [format]
 * @returns {Row<any, K, V>}
 */
export function numbers(name, length, range, { from, to }, format = String) {
  return {
    write: (value) => [[name, to(value).map(format).join(",")]],
    read: (fields, known) => {
      const values = (fields.get(name) ?? "").split(",").map((text) => inRange(text, range(known)));
      const understood = values.filter((value) => value !== null);
      return values.length === length && understood.length === length ? from(understood) : undefined;
    },
  };
}

/**
 * Whether a name is there.
 * @param {string} name
 * @returns {Row<any, any, boolean>}
 */
export function flag(name) {
  return { write: (value) => (value ? [[name, null]] : []), read: (fields) => fields.has(name) };
}

/**
 * A property that may be null, which is not written.
 * @template S
 * @template K
 * @template V
 * @param {Row<S, K, V>} row
 * @returns {Row<S, K, V | null>}
 */
export function nullable(row) {
  return { ...row, write: (value, state) => (value === null ? [] : row.write(value, state)) };
}

/**
 * A property that is written only where something holds.
 * @template S
 * @template K
 * @template V
 * @param {Row<S, K, V>} row
 * @param {(value: V, state: S) => boolean} holds
 * @returns {Row<S, K, V>}
 */
export function writtenIf(row, holds) {
  return { ...row, write: (value, state) => (holds(value, state) ? row.write(value, state) : []) };
}

/**
 * A property that is written only where it is not the usual one.
 * @template S
 * @template K
 * @template V
 * @param {Row<S, K, V>} row
 * @param {V} usual
 * @returns {Row<S, K, V>}
 */
export function unlessUsual(row, usual) {
  return writtenIf(row, (value) => value !== usual);
}

/** @param {string} text an id, of which only a `+` needs encoding */
function encoded(text) {
  return text.replaceAll("+", "%2B");
}
