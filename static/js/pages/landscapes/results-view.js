/**
 * The results beside the pictures, kept in step with them.
 * @module
 */

import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { showDivergence } from "./banners.js";
import { announceEnd, describePicture } from "./description.js";
import { Observation } from "./observation.js";
import { showPlayback } from "./playback.js";
import { outcomeText, showRanking, standingsOf } from "./ranking.js";
import { showReadout } from "./readout.js";

/** @typedef {import("./session.js").Session} Session */

const TABLE_MILLISECONDS = 240;
/** So many steps are read out one by one, also where frames are slow. */
const FIRST_STEPS = 12;

export class ResultsView {
  /**
   * @param {Session} session
   * @param {import("./runners.js").Runners} runners
   * @param {() => import("../../core/shared/projection.js").View} view what the axes show
   * @param {() => import("../../core/shared/line-styles.js").Theme} theme the current theme
   */
  constructor(session, runners, view, theme) {
    this.session = session;
    this.runners = runners;
    this.view = view;
    this.theme = theme;
    this.observation = new Observation(session);
    session.addEventListener("state", () => {
      this.observation.show(this.view());
      invite(session);
    });
    this.observation.show(this.view());
    invite(session);
    /** @type {number | null} index of the optimizer under the pointer */
    this.pointed = null;
    this.tableAt = 0;
    this.wasPlaying = false;
    byId("ranking").addEventListener("click", ({ target }) => {
      const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-optimizer]"));
      if (row) this.choose(Number(row.dataset.optimizer));
    });
  }

  /** The index of the optimizer whose steps are read out. */
  get subject() {
    const { subject, optimizers } = this.session.lab;
    return Math.min(this.pointed ?? subject, optimizers.length - 1);
  }

  /**
   * Read out another optimizer.
   * @param {number} subject
   */
  choose(subject) {
    this.session.change((lab) => ({ ...lab, subject }));
  }

  /**
   * Read out index of the optimizer under the pointer.
   * @param {number | null} index null for none
   */
  point(index) {
    this.pointed = index;
    showReadout(this.session, this.subject);
  }

  /**
   * Called for each frame that changes the pictures.
   * @param {number} now milliseconds
   */
  follow(now) {
    const { timeline } = this.session;
    if (timeline.playing) showPlayback(this.session);
    if (timeline.playing && timeline.step > FIRST_STEPS && now - this.tableAt < TABLE_MILLISECONDS) return;
    this.tableAt = now;
    showReadout(this.session, this.subject);
    showRanking(this.session, standingsOf(this.session, this.view()), this.theme());
    showDivergence(this.session, this.view());
    this.observation.show(this.view());
    this.showResults();
  }

  /** Called when nothing moves any more. */
  settle() {
    const standings = standingsOf(this.session, this.view());
    describePicture(this.session, this.view(), standings);
    if (this.wasPlaying && this.session.timeline.atEnd) announceEnd(this.session, standings);
    this.wasPlaying = false;
  }

  /** Show the result of each optimizer, once it has moved. */
  showResults() {
    const { timeline } = this.session;
    this.wasPlaying ||= timeline.playing;
    for (const { optimizer, loss, evaluations, outcome } of standingsOf(this.session, this.view())) {
      const values = {
        loss: formatMeasure(loss),
        evaluations: formatCount(evaluations.losses + evaluations.gradients),
        fate: outcomeText(outcome),
      };
      this.runners.showResult(optimizer, outcome && timeline.step > 0 ? t("runner.result", values) : "");
    }
  }
}

/**
 * Say what this is, and what to do now.
 * @param {Session} session
 */
function invite({ lab }) {
  const count = lab.optimizers.length;
  byId("invitation").textContent = t(count === 1 ? "landscapes.invitation_one" : "landscapes.invitation", { count });
}
