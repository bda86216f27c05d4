/**
 * The server's catalogue as it was recorded in catalogue.json. A test in Python compares it with what the server answers.
 * @module
 */

import { readFileSync } from "node:fs";
import { fetchCatalogue } from "../../static/js/core/landscapes/client.js";
import { withFetch } from "./support.js";

const recorded = JSON.parse(readFileSync(new URL("catalogue.json", import.meta.url), "utf8"));

/** The panels of the landscape lab. */
export const PANELS = ["loss", "step", "check", "sweep", "basins"];

/** Surfaces, methods and limits, as pages have them. */
export const catalogue = await withFetch(
  async (url) => Response.json(recorded[url.replace("/api/", "")]),
  fetchCatalogue,
);
