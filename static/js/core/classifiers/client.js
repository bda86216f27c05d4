/**
 * What the classifiers page asks the server for before a run.
 * @module
 */

import { goodResponse } from "../stream.js";

/**
 * @returns {Promise<{datasets: any[], methods: Map<string, any>}>} the data sets, and the rules and searches by their ids
 * @throws {import("../stream.js").ServerProblem | import("../stream.js").ConnectionLost}
 */
export async function fetchClassifierCatalogue() {
  const [datasets, methods] = await Promise.all(["/api/datasets", "/api/optimizers"].map(async (url) => (await goodResponse(fetch(url))).json()));
  return { datasets, methods: new Map(methods.map((/** @type {{id: string}} */ method) => [method.id, method])) };
}
