/**
 * Calls a function of a module for a test in Python: `node call.js MODULE FUNCTION`, with the arguments as a JSON array on
 * standard input and the result as JSON on standard output.
 * @module
 */

import { resolve } from "node:path";
import { argv, stdin, stdout } from "node:process";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [module, name] = argv.slice(2);
const exports = await import(pathToFileURL(resolve(module)).href);
const values = /** @type {any[]} */ (await json(stdin));
const result = await exports[name](...values);
stdout.write(JSON.stringify(result ?? null));
