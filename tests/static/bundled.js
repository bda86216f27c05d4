/**
 * Lets tests import modules out of a bundle: `BUNDLE=path node --import ./tests/static/bundled.js --test …`. A module
 * that the bundle has is never read from its own file.
 * @module
 */

import { register } from "node:module";
import { env } from "node:process";
import { pathToFileURL } from "node:url";

register("./bundled-hooks.js", import.meta.url, {
  data: pathToFileURL(/** @type {string} */ (env.BUNDLE)).href,
});
