import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../static/js", import.meta.url));
const MAX_FILES = 30;

/** What each folder may import beside itself. The modules in core know no document. */
const MAY_IMPORT = /** @type {Record<string, string[]>} */ ({
  core: [],
  document: ["core"],
  charts: ["core", "document"],
  components: ["core", "document", "charts"],
  pages: ["core", "document", "charts", "components"],
});

/** Folders of one page, in core and in pages: only the lesson and the front page show parts of the others. */
const PAGES = ["landscapes", "features", "classifiers", "comparison", "documentation", "missing"];

const OVERVIEWS = ["lesson", "front"];

const IMPORT = /(?:\bfrom|\bimport\(|^import) ?"(\.[^"]+)"/gm;
const TYPES = /\/\*\*.*?\*\//gs;

const folders = [ROOT, ...readdirSync(ROOT, { recursive: true, withFileTypes: true }).flatMap(subfolder)];
const modules = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name)),
);

/** @param {import("node:fs").Dirent} entry */
function subfolder(entry) {
  return entry.isDirectory() ? [join(entry.parentPath, entry.name)] : [];
}

/**
 * @param {string} module
 * @param {boolean} withTypes whether imports of types in comments count
 * @returns {string[]} the modules that it imports
 */
function importsOf(module, withTypes) {
  const source = readFileSync(module, "utf8");
  return [...(withTypes ? source : source.replace(TYPES, "")).matchAll(IMPORT)].map(([, path]) =>
    join(dirname(module), path),
  );
}

/** @param {string} module */
function folderOf(module) {
  return relative(ROOT, module).split(/[/\\]/)[0];
}

/**
 * @param {string[]} path modules that each import the next
 * @param {Set<string>} done modules that are in no cycle
 * @returns {string[] | null} a cycle that the last module of the path leads to
 */
function findCycle(path, done) {
  const last = path[path.length - 1];
  for (const next of importsOf(last, false)) {
    if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
    if (done.has(next)) continue;
    const cycle = findCycle([...path, next], done);
    if (cycle) return cycle;
  }
  done.add(last);
  return null;
}

test("no modules import each other in a cycle", () => {
  assert.ok(modules.length > 100);
  const done = /** @type {Set<string>} */ (new Set());
  for (const module of modules)
    assert.equal(findCycle([module], done)?.map((one) => relative(ROOT, one)) ?? null, null);
});

test("every folder imports only what its subject needs", () => {
  for (const module of modules) {
    const folder = folderOf(module);
    for (const imported of importsOf(module, true)) {
      const allowed = [folder, ...MAY_IMPORT[folder]].includes(folderOf(imported));
      assert.ok(allowed, `${relative(ROOT, module)} imports ${relative(ROOT, imported)}`);
    }
  }
});

test("only the lesson and the front page import from the folders of other pages", () => {
  for (const module of modules) {
    const [folder, page] = relative(ROOT, module).split(/[/\\]/);
    if ((folder !== "core" && folder !== "pages") || OVERVIEWS.includes(page)) continue;
    for (const imported of importsOf(module, false)) {
      const other = relative(ROOT, imported).split(/[/\\]/)[1];
      assert.ok(
        other === page || !PAGES.includes(other),
        `${relative(ROOT, module)} imports ${relative(ROOT, imported)}`,
      );
    }
  }
});

test("no folder holds so many files that nobody finds one", () => {
  for (const folder of folders) {
    const count = readdirSync(folder).length;
    assert.ok(count <= MAX_FILES, `${relative(ROOT, folder)} holds ${count} files`);
  }
});
