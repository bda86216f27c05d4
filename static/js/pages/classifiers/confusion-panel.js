/**
 * The confusion matrix: which classes are mistaken for which.
 * @module
 */

import { firstCharacters } from "../../core/shared/characters.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("./run-view.js").PanelInput} PanelInput */

/** The number of characters that fit above all columns together, and the minimum for each name. */
const ROOM = 40;
const MIN_NAME_LENGTH = 3;

/** @param {PanelInput} reading */
export function showConfusion({ session, optimizer }) {
  const { classifier, paths } = session.history;
  const snapshot = paths[optimizer]?.snapshotAt("confusion", session.entryOf(optimizer));
  if (!classifier || !snapshot)
    return byId("confusion").replaceChildren(create("p", { class: "meaning" }, t("training.nothing")));
  const { classes } = classifier;
  const longest = Math.max(MIN_NAME_LENGTH, Math.floor(ROOM / classes.length));
  const head = classes.map((name) => create("th", { scope: "col", title: name }, firstCharacters(name, longest)));
  const rows = classes.map((name, row) => {
    const counts = /** @type {number[]} */ (snapshot.counts[row]);
    const sum = counts.reduce((total, count) => total + count, 0);
    const cells = counts.map((count, column) =>
      create(
        "td",
        {
          class: row === column ? "right" : "",
          style: `--share: ${sum ? count / sum : 0}`,
          title: t("confusion.cell", { count, from: name, to: classes[column] }),
        },
        count ? String(count) : "",
      ),
    );
    return create("tr", {}, create("th", { scope: "row", title: name }, name), ...cells);
  });
  byId("confusion").replaceChildren(
    create("p", { class: "meaning" }, t("confusion.meaning")),
    create(
      "table",
      { class: "confusion-table" },
      create("thead", {}, create("tr", {}, create("td"), ...head)),
      create("tbody", {}, ...rows),
    ),
  );
}
