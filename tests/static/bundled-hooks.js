/**
 * The hooks of `bundled.js`, which Node.js runs on a thread of their own.
 * @module
 */

const MODULE = /\/static\/js\/(core\/.+)\.js$/;

let address = "";
/** @type {Record<string, object>} */
let bundle = {};

/** @param {string} data the address of the bundle */
export async function initialize(data) {
  address = data;
  bundle = await import(address);
}

/** @type {import("node:module").LoadHook} */
export function load(url, context, nextLoad) {
  const path = MODULE.exec(url)?.[1];
  if (path === undefined) return nextLoad(url, context);
  const name = `_${path.replace(/\W/g, "_")}`;
  const names = Object.keys(bundle[name]).join(", ");
  const source = `import { ${name} } from ${JSON.stringify(address)};\nexport const { ${names} } = ${name};\n`;
  return { format: "module", source, shortCircuit: true };
}
