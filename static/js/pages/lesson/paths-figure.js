/**
 * A figure of paths on a map, with a legend, the current losses, and the outcome.
 * @module
 */

import { createShortLegendSymbol } from "../../components/legend-symbol.js";
import { formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { Session } from "../landscapes/session.js";
import { labLink } from "./links.js";
import { MapView } from "./map-view.js";
import { createPlayback } from "./playback.js";

/** @typedef {import("../../charts/optimizer-style.js").OptimizerStyle} OptimizerStyle */
/** @typedef {import("../../core/landscapes/state.js").Lab} Lab */
/** @typedef {import("./figure.js").Outcome} Outcome */
/** @typedef {import("./figure.js").Place} Place */

/** @typedef {import("./figure.js").Figure} Figure */

/** @implements {Figure} */
export class PathsFigure {
  /**
   * @param {any} Plotly
   * @param {Place} place
   * @param {Session} session
   * @param {(session: Session) => Outcome} outcomeOf a finished run
   * @param {(style: OptimizerStyle, index: number) => string} nameOf returns the name of a path in the legend
   */
  constructor(Plotly, place, session, outcomeOf, nameOf = ({ name }) => name) {
    this.place = place;
    this.session = session;
    this.outcomeOf = outcomeOf;
    this.nameOf = nameOf;
    this.map = new MapView(Plotly, place.stage, session, (error) => place.trouble(error, () => this.map.load()));
    this.legend = create("ul", { class: "legend" });
    const playback = createPlayback(session);
    place.controls.append(this.legend, playback.element);
    session.addEventListener("state", () => {
      place.stale();
      this.update();
    });
    session.addEventListener("problem", () => place.trouble(session.problem, () => session.play()));
    for (const event of ["play", "frames"]) session.addEventListener(event, () => this.follow());
    this.map.onFrame = () => {
      playback.show();
      this.showLosses();
    };
    this.update();
  }

  play() {
    this.session.replay();
  }

  finish() {
    this.session.seek(this.session.lab.steps);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.map.setVisible(visible);
  }

  recolour() {
    this.map.draw();
    this.update();
  }

  update() {
    this.place.link(labLink(this.session.lab));
    this.legend.replaceChildren(
      ...this.map
        .styles()
        .map((style, index) =>
          create(
            "li",
            {},
            createShortLegendSymbol(style),
            create("span", {}, this.nameOf(style, index)),
            create("output", {}),
          ),
        ),
    );
    this.showLosses();
  }

  showLosses() {
    const { paths, timeline } = this.session;
    this.legend.querySelectorAll("output").forEach((output, index) => {
      const { loss, last, length } = paths[index];
      output.textContent = length ? formatMeasure(loss[Math.min(timeline.step, last)]) : "";
    });
  }

  /** Report the outcome at the end of a run. */
  follow() {
    const { timeline, settled } = this.session;
    if (timeline.atEnd && settled) this.place.report(this.outcomeOf(this.session));
  }
}

/** @param {number} loss at the end of a run */
export function formatLoss(loss) {
  return loss === Infinity ? "∞" : formatMeasure(loss);
}

/**
 * The losses at the end of a run. A path that diverged counts as infinitely high.
 * @param {Session} session
 * @returns {number[]} one for each path
 */
export function endLosses({ paths }) {
  return paths.map(({ end }) => end?.loss ?? Infinity);
}

/**
 * @param {Place} place
 * @param {Lab} lab
 * @returns {Promise<{Plotly: any, session: Session}>} Plotly and a session, which a figure of paths needs
 */
export async function provide(place, lab) {
  const [Plotly, catalogue] = await Promise.all([place.plotly(), place.catalogue()]);
  return { Plotly, session: new Session(catalogue, lab) };
}
