/**
 * S12: the same classifier on each designed feature.
 * @module
 */

import { bindChoice, createChoice } from "../../../components/choice.js";
import { chanceOf, createComparisonBars, featureName } from "../../../components/comparison-bars.js";
import { firstVisit } from "../../../core/comparison/state.js";
import { best, ranked } from "../../../core/comparison/verdict.js";
import { formatShare } from "../../../core/shared/format.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { Session } from "../../comparison/session.js";
import { datasetName } from "../../shared/names.js";
import { comparisonLink } from "../links.js";
import { Redraw } from "../redraw.js";

/** @typedef {import("../figure.js").Figure} Figure */

/** The data set that the question is about. */
const PHOTOGRAPHS = "patches";
const OFFERED = [PHOTOGRAPHS, "textures", "cifar10"];
const FEATURES = ["pixels", "color", "hog", "hog+color"];

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const [all, { limits }] = await Promise.all([place.datasets(), place.catalogue()]);
  const datasets = all.filter(({ id, installed }) => installed && OFFERED.includes(id));
  const catalogue = { datasets, features: FEATURES, quick: FEATURES, limits };
  return new DesignedFeatures(
    place,
    new Session(datasets, catalogue, { ...firstVisit(catalogue), data: [PHOTOGRAPHS] }),
  );
}

/** @implements {Figure} */
class DesignedFeatures {
  /**
   * @param {import("../figure.js").Place} place
   * @param {Session} session
   */
  constructor(place, session) {
    this.place = place;
    this.session = session;
    this.bars = create("div");
    this.legend = create("p", { class: "meaning bars-legend" });
    const sets = createChoice(
      "compared-set",
      t("lesson.s12.data"),
      session.catalogue.datasets.map(({ id, name }) => [id, datasetName(id, name)]),
    );
    bindChoice(sets, (data) => this.choose(data))(PHOTOGRAPHS);
    place.stage.append(this.bars, this.legend);
    place.controls.append(create("div", { class: "figure-row" }, sets));
    this.redraw = new Redraw(() => this.draw());
    session.addEventListener("results", () => this.follow());
    session.addEventListener("problem", () => place.trouble(session.problem, () => session.run()));
    this.update();
  }

  play() {
    this.session.run();
  }

  finish() {
    this.session.run();
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.redraw.setVisible(visible);
  }

  recolour() {}

  /** @param {string} data */
  choose(data) {
    this.session.change((state) => ({ ...state, data: [data] }));
    this.update();
    this.session.run();
  }

  update() {
    this.place.stale();
    this.place.link(comparisonLink(this.session.state));
    this.redraw.soon();
  }

  /** The results on the chosen data set. */
  get results() {
    return this.session.resultsOf(this.session.state.data[0]);
  }

  draw() {
    const { state, progress } = this.session;
    const chance = chanceOf(this.results);
    this.bars.replaceChildren(createComparisonBars(state.features, this.results, progress));
    this.legend.textContent = chance === null ? "" : t("comparison_page.legend", { chance: formatShare(chance) });
  }

  follow() {
    this.redraw.soon();
    const { session } = this;
    const found = best(this.results);
    if (session.running || session.missing.length || !found) return;
    const order = ranked(this.results);
    const [first, last] = [order[0], order[order.length - 1]];
    this.place.report({
      answer: session.state.data[0] === PHOTOGRAPHS ? found.replace("+", "_") : null,
      values: {
        best: featureName(first.feature),
        accuracy: formatShare(first.accuracy),
        worst: featureName(last.feature),
        least: formatShare(last.accuracy),
        chance: formatShare(chanceOf(this.results) ?? 0),
      },
    });
  }
}
