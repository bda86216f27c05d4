/**
 * S8: a picture, its three channels, and the numbers that they consist of.
 * @module
 */

import { drawChannel, drawRing } from "../../../charts/image-overlays.js";
import { createPhotographButton } from "../../../components/picture-sources.js";
import { fetchPhotographs } from "../../../core/features/client.js";
import { formatCount } from "../../../core/shared/format.js";
import { vectorOutcome } from "../../../core/lesson/feature-outcomes.js";
import { entriesFrom, windowAround } from "../../../core/lesson/vector-window.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { featuresLink } from "../links.js";
import { openPhotograph, PHOTOGRAPH, read } from "../photographs.js";
import { PictureFrame } from "../picture-frame.js";
import { Slides } from "../slides.js";
import { ServerTask } from "../server-task.js";

/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../figure.js").Place} Place */
/** @typedef {import("../photographs.js").Read} Read */
/** @typedef {import("../../../core/shared/limits.js").Limits} Limits */

const CHANNELS = ["red", "green", "blue"];
/** The number of pixels whose values are shown. */
const SHOWN = 5;
/** The number of pixels in a row that are highlighted when the figure runs, and for how long. */
const STOPS = 48;
const STOP_MILLISECONDS = 60;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { limits } = await place.catalogue();
  const [photographs, first] = await Promise.all([fetchPhotographs(), readPixels(PHOTOGRAPH, limits)]);
  return new ChannelsFigure(
    place,
    photographs.map(({ id }) => id),
    first,
    limits,
  );
}

/** @implements {Figure} */
class ChannelsFigure {
  /**
   * @param {Place} place
   * @param {string[]} photographs
   * @param {Read} first
   * @param {Limits} limits
   */
  constructor(place, photographs, first, limits) {
    this.place = place;
    this.limits = limits;
    this.read = first;
    this.chosen = PHOTOGRAPH;
    /** The pixel whose numbers are highlighted. */
    this.pixel = 0;
    this.frame = new PictureFrame({
      stride: 1,
      point: (point) => point && this.light(point),
      draw: ({ context, scale }) => {
        const { width } = this.read.picture;
        drawRing(context, scale * ((this.pixel % width) + 0.5), scale * (Math.floor(this.pixel / width) + 0.5));
      },
    });
    this.channels = CHANNELS.map((name) => create("canvas", { role: "img", "aria-label": t(`pixels.${name}`) }));
    this.vector = create("ol", { class: "vector", "aria-label": t("pixels.strip") });
    this.said = create("p", { class: "said" });
    this.samples = photographs.map((id) => ({ id, button: createPhotographButton(id, () => this.choose(id)) }));
    place.stage.append(
      create(
        "div",
        { class: "channel-pictures" },
        create("figure", {}, this.frame.element, create("figcaption", {}, t("picture_panel.title"))),
        ...this.channels.map((canvas, index) =>
          create("figure", {}, canvas, create("figcaption", {}, t(`pixels.${CHANNELS[index]}`))),
        ),
      ),
      this.vector,
    );
    place.controls.append(
      this.said,
      create(
        "div",
        { class: "samples", role: "group", "aria-label": t("picture_panel.samples") },
        ...this.samples.map(({ button }) => button),
      ),
    );
    this.task = new ServerTask(place);
    this.slides = new Slides(
      STOP_MILLISECONDS,
      (stop) => this.highlightStop(stop),
      () => this.report(),
    );
    this.show();
  }

  play() {
    this.slides.play(STOPS);
  }

  finish() {
    this.slides.finish(STOPS);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.slides.setVisible(visible);
  }

  recolour() {
    this.frame.recolour();
  }

  /**
   * Open another photograph. If several are requested, the last one counts.
   * @param {string} id
   */
  choose(id) {
    this.slides.stop();
    this.task.run(async (signal) => {
      this.read = await readPixels(id, this.limits, signal);
      this.chosen = id;
      this.pixel = 0;
      this.show();
      this.report();
    });
  }

  show() {
    const { picture } = this.read;
    this.channels.forEach((canvas, index) => drawChannel(canvas, picture, index));
    this.frame.show(picture);
    this.samples.forEach(({ id, button }) => (button.ariaPressed = String(id === this.chosen)));
    this.place.link(featuresLink({ picture: this.chosen, reading: "pixels" }));
    this.showNumbers();
  }

  /**
   * Highlight one of the pixels along the middle row.
   * @param {number} stop
   */
  highlightStop(stop) {
    const { width, height } = this.read.picture;
    this.goTo(Math.floor(height / 2) * width + Math.floor(((width - 1) * stop) / (STOPS - 1)));
  }

  /** @param {import("../../features/picture-view.js").Point} point point under the pointer */
  light({ x, y }) {
    this.slides.stop();
    this.goTo(Math.floor(y) * this.read.picture.width + Math.floor(x));
  }

  /** @param {number} pixel */
  goTo(pixel) {
    this.pixel = pixel;
    this.frame.draw();
    this.showNumbers();
  }

  showNumbers() {
    const { width, height, data } = this.read.picture;
    const { pixel } = this;
    const entries = entriesFrom(data, windowAround(pixel, width * height, SHOWN), SHOWN);
    this.vector.replaceChildren(...entries.map((entry) => numberElement(entry, pixel)));
    const [red, green, blue] = data.subarray(4 * pixel, 4 * pixel + 3);
    this.said.textContent = t("pixels.said", {
      x: pixel % width,
      y: Math.floor(pixel / width),
      first: formatCount(3 * pixel),
      last: formatCount(3 * pixel + 2),
      red,
      green,
      blue,
    });
  }

  report() {
    const { pixels } = this.read.features;
    this.place.report(vectorOutcome(/** @type {import("../../../core/features/client.js").Pixels} */ (pixels)));
  }
}

/**
 * @param {import("../../../core/lesson/vector-window.js").Entry} entry
 * @param {number} lit pixel
 */
function numberElement({ pixel, channel, value }, lit) {
  const level = create("span", { class: "level" });
  level.style.background = `rgb(${CHANNELS.map((_, index) => (index === channel ? value : 0)).join(" ")})`;
  return create("li", { class: pixel === lit ? "lit" : "" }, level, String(value));
}

/**
 * @param {string} id of a photograph
 * @param {Limits} limits
 * @param {AbortSignal} [signal]
 */
async function readPixels(id, limits, signal) {
  return read(await openPhotograph(id, limits, signal), { include: "pixels" }, signal);
}
