/**
 * Some test examples with the classes that the classifier predicts.
 * @module
 */

import { exampleCanvas } from "../../charts/weight-images.js";
import { formatShare } from "../../core/shared/format.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/classifiers/history.js").Sample} Sample */
/** @typedef {import("./run-view.js").PanelInput} PanelInput */

const FIRST = 3;

/** @param {PanelInput} reading */
export function showImages({ session, optimizer }) {
  const { classifier, paths } = session.history;
  const snapshot = paths[optimizer]?.snapshotAt("samples", session.entryOf(optimizer));
  if (!classifier || !snapshot)
    return byId("images").replaceChildren(create("p", { class: "meaning" }, t("training.nothing")));
  byId("images").replaceChildren(
    create(
      "ul",
      { class: "sample-list" },
      ...classifier.samples.map((sample, index) =>
        sampleElement(sample, snapshot.probabilities[index], classifier.classes),
      ),
    ),
  );
}

/**
 * @param {Sample} sample
 * @param {number[]} probabilities
 * @param {string[]} classes
 */
function sampleElement({ label, image, point }, probabilities, classes) {
  const order = probabilities.map((_, index) => index).sort((one, other) => probabilities[other] - probabilities[one]);
  const right = order[0] === label;
  const bars = order
    .slice(0, FIRST)
    .map((index) =>
      create(
        "div",
        { class: index === label ? "likely right" : "likely", style: `--share: ${probabilities[index]}` },
        create("span", { class: "likely-name" }, classes[index]),
        create("span", { class: "likely-bar" }),
        create("span", { class: "likely-share" }, formatShare(probabilities[index])),
      ),
    );
  const picture = image
    ? exampleCanvas(image)
    : create("span", { class: "point-sample" }, `(${(point ?? []).map((value) => value.toFixed(1)).join(", ")})`);
  return create(
    "li",
    { class: "sample-row" },
    create("div", { class: "sample-picture" }, picture),
    create("div", { class: "likelies" }, ...bars),
    create(
      "span",
      {
        class: right ? "mark good" : "mark wrong",
        title: t(right ? "images.right" : "images.wrong", { name: classes[label] }),
      },
      right ? "✓" : `✗ ${classes[label]}`,
    ),
  );
}
