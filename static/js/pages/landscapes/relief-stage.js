/**
 * The landscape in 3-D, with the paths' shadows, a camera that opens where it sees the most, and a note on the step
 * under the pointer.
 * @module
 */

import { Relief } from "../../charts/relief/relief.js";
import { ReliefShadows } from "../../charts/relief/shadows.js";
import { Tip } from "../../components/tip.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { contains } from "../../core/shared/projection.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../charts/relief/relief.js").Sight} Sight */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {{optimizer: number, step: number}} Step */

/**
 * @typedef {object} ReliefActions
 * @property {() => void} turn called for each frame in which the camera has moved
 * @property {(px: number, py: number) => void} pick called for a click
 * @property {(px: number, py: number) => Step | null} stepAt finds the step at a place
 */

/** How many points of each path the opening camera is chosen for. */
const POINTS = 40;
/** How much more a start or a minimum counts than a whole path. */
const LANDMARK_WEIGHT = 2;

export class ReliefStage {
  /**
   * @param {HTMLElement} stage
   * @param {HTMLElement} element of the relief
   * @param {Session} session
   * @param {ReliefActions} actions
   */
  constructor(stage, element, session, { turn, pick, stepAt }) {
    this.session = session;
    this.stepAt = stepAt;
    this.relief = new Relief(element, {
      turn,
      pick,
      settle: (camera) => session.change((lab) => ({ ...lab, camera })),
      point: (px, py) => this.point(px, py),
    });
    this.shadows = new ReliefShadows(this.relief);
    this.tip = new Tip(stage);
    element.addEventListener("pointerleave", () => this.tip.hide());
    /** What the camera was placed for. */
    this.opened = "";
  }

  /**
   * @param {import("./landscape-source.js").Picture} picture
   * @param {import("../../charts/palette.js").Palette} palette
   */
  draw(picture, palette) {
    const { heights } = this.session.lab;
    const titles = { x: "x", y: "y", height: t(`relief.heights.${heights}`) };
    this.relief.draw({ ...picture, palette, tones: "flat" }, heights, titles);
  }

  /**
   * Place the camera, unless it stands where it was placed for this landscape, or put by the visitor.
   * @param {import("../../core/shared/projection.js").View} view
   */
  open(view) {
    const { lab } = this.session;
    const key = JSON.stringify([lab.surface, lab.expression, lab.view, lab.camera === null]);
    if (key === this.opened) return;
    this.opened = key;
    const sights = this.sights().filter((sight) => contains(view, sight));
    this.relief.open(lab.camera, sights);
  }

  /** @returns {Sight[]} the start, the minima, and points along the paths */
  sights() {
    const { lab, paths, surface } = this.session;
    const landmarks = [{ ...lab.start, loss: NaN }, ...surface.minima];
    const points = paths.flatMap(({ x, y, loss, last }) => {
      const stride = Math.max(1, Math.ceil(last / POINTS));
      const steps = Array.from({ length: Math.floor(last / stride) + 1 }, (_, index) => index * stride);
      return steps.map((step) => ({ x: x[step], y: y[step], loss: loss[step], weight: 1 / POINTS }));
    });
    return [...landmarks.map((landmark) => ({ ...landmark, weight: LANDMARK_WEIGHT })), ...points];
  }

  /**
   * Describe the step at a place.
   * @param {number} px pixels from the corner of the stage
   * @param {number} py
   */
  point(px, py) {
    const found = this.session.timeline.playing ? null : this.stepAt(px, py);
    if (!found) return this.tip.hide();
    const { optimizer, step } = found;
    const { x, y, loss } = this.session.paths[optimizer];
    this.tip.show(px, py, [
      optimizerName(this.session.lab.optimizers[optimizer]),
      t("map.step", { step: formatCount(step) }),
      t("map.place", { x: formatMeasure(x[step]), y: formatMeasure(y[step]) }),
      t("map.loss", { loss: formatMeasure(loss[step]) }),
    ]);
  }
}
