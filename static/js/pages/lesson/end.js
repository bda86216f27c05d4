/**
 * The end of the lesson: the whole pipeline with a picture of the visitor's own.
 * @module
 */

import { readPalette } from "../../charts/palette.js";
import { bindDrop, bindFileChooser, bindPaste, createPhotographButton } from "../../components/picture-sources.js";
import { fetchPhotograph, fetchPhotographs } from "../../core/features/client.js";
import { postPipeline, stepsSaid } from "../../core/lesson/pipeline.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { Picture, Unshowable } from "../features/picture.js";
import { refusalText } from "../features/refusals.js";
import { theme } from "../shared/theme.js";
import { showFeatures, showLosses, showPicture, showScores } from "./end-panels.js";
import { PHOTOGRAPH } from "./photographs.js";

/** @typedef {import("../../core/lesson/pipeline.js").Pipeline} Pipeline */

/**
 * @param {import("../../core/shared/limits.js").Limits} limits
 * @returns {Promise<{recolour: () => void}>} the pipeline, which starts with a photograph
 */
export async function open(limits) {
  const end = new End(limits);
  await end.begin();
  return end;
}

class End {
  /** @param {import("../../core/shared/limits.js").Limits} limits */
  constructor(limits) {
    this.limits = limits;
    this.retry = 0;
    /** @type {Blob} */
    this.image = new Blob();
    /** The label; null until it is known. @type {string | null} */
    this.label = null;
    this.steps = 0;
    /** @type {Pipeline | null} */
    this.pipeline = null;
    this.abort = new AbortController();
    this.menu = /** @type {HTMLSelectElement} */ (byId("end-label"));
    this.take = /** @type {HTMLButtonElement} */ (byId("end-take"));
    this.back = /** @type {HTMLButtonElement} */ (byId("end-back"));
    const bring = (/** @type {File} */ file) => this.bring(file);
    bindFileChooser(byId("end-choose"), /** @type {HTMLInputElement} */ (byId("end-file")), bring);
    bindDrop(byId("end-picture"), bring);
    bindPaste(bring);
    this.menu.addEventListener("change", () => this.request(this.menu.value, 0));
    this.take.addEventListener("click", () => this.request(this.label, this.steps + 1));
    this.back.addEventListener("click", () => this.request(this.label, 0));
  }

  /** Start with a photograph, so that the panels are never empty, and offer others. */
  async begin() {
    const begin = async (/** @type {AbortSignal} */ signal) => {
      const photographs = await fetchPhotographs();
      byId("end-samples").replaceChildren(
        ...photographs.map(({ id }) => createPhotographButton(id, () => this.choose(id))),
      );
      await this.load(await fetchPhotograph(PHOTOGRAPH, signal), signal);
    };
    await this.attempt(begin, () => this.begin());
  }

  /** @param {string} id of a photograph */
  async choose(id) {
    await this.attempt(
      async (signal) => this.load(await fetchPhotograph(id, signal), signal),
      () => this.choose(id),
    );
  }

  /** @param {File} file of the visitor's */
  async bring(file) {
    byId("end").scrollIntoView({ block: "nearest" });
    await this.attempt(
      async (signal) => this.load(file, signal),
      () => this.bring(file),
    );
  }

  /**
   * Start again with another picture.
   * @param {Blob} file
   * @param {AbortSignal} signal
   */
  async load(file, signal) {
    const image = await readable(file, this.limits);
    signal.throwIfAborted();
    await this.judge({ image, label: null, steps: 0 }, signal);
  }

  /**
   * @param {string | null} label
   * @param {number} steps
   */
  async request(label, steps) {
    await this.attempt(
      (signal) => this.judge({ image: this.image, label, steps }, signal),
      () => this.request(label, steps),
    );
  }

  /**
   * Let the server evaluate a picture and show the result. If it refuses, the previous result stays.
   * @param {import("../../core/lesson/pipeline.js").Question} question
   * @param {AbortSignal} signal
   */
  async judge(question, signal) {
    const pipeline = await postPipeline(question, signal);
    Object.assign(this, { pipeline, image: question.image, steps: question.steps, label: pipeline.label });
    this.show();
  }

  /**
   * @param {(signal: AbortSignal) => Promise<void>} work work that replaces the current one
   * @param {() => void} again
   */
  async attempt(work, again) {
    clearTimeout(this.retry);
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    byId("end").classList.add("busy");
    try {
      await work(signal);
      hideBanner("end-banner");
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      const refusal = refusalText(error);
      if (refusal) showBanner("end-banner", refusal, t("picture_panel.choose"), () => byId("end-choose").click());
      else showBanner("end-banner", problemText(error), t("banner.try_again"), again);
      if (error instanceof ServerProblem && error.retryAfter)
        this.retry = window.setTimeout(again, 1000 * error.retryAfter);
    } finally {
      if (!signal.aborted) byId("end").classList.remove("busy");
    }
  }

  recolour() {
    this.show();
  }

  show() {
    const { pipeline, steps } = this;
    if (!pipeline) return;
    const palette = readPalette(theme());
    showPicture(pipeline);
    showFeatures(pipeline, palette);
    showScores(pipeline, steps > 0);
    showLosses(pipeline, steps, palette);
    this.menu.replaceChildren(
      ...pipeline.classes.map((name) => create("option", { value: name }, t(`photograph.${name}`))),
    );
    this.menu.value = pipeline.label;
    this.take.disabled = steps === this.limits.pipeline_steps.high || (steps > 0 && !pipeline.after);
    this.back.disabled = steps === 0;
    const { said, values } = stepsSaid(pipeline, steps);
    byId("end-said").textContent = t(`lesson.end.said.${said}`, {
      ...values,
      label: t(`photograph.${pipeline.label}`),
    });
  }
}

/**
 * @param {Blob} file
 * @param {import("../../core/shared/limits.js").Limits} limits
 * @returns {Promise<Blob>} the file to send: scaled down if it is large, unchanged if this browser cannot decode it
 */
async function readable(file, limits) {
  try {
    return (await Picture.of(file, limits)).file;
  } catch (error) {
    if (error instanceof Unshowable) return file;
    throw error;
  }
}
