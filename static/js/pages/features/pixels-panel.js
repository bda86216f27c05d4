/**
 * S8: pixels, three channels that are one vector.
 * @module
 */

import { drawChannel, drawRing } from "../../charts/image-overlays.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture-view.js").Point} Point */
/** @typedef {import("./panels.js").Drawing} Drawing */

const CHANNELS = ["red", "green", "blue"];
/** The number of pixels shown on each side of the chosen one. */
const NEIGHBOURS = 8;

export class PixelsPanel {
  constructor() {
    this.channels = CHANNELS.map((name) => ({
      name,
      canvas: create("canvas", { role: "img", "aria-label": t(`pixels.${name}`) }),
    }));
    this.length = create("p");
    this.strip = create("canvas", {
      class: "vector-strip",
      width: 3 * (2 * NEIGHBOURS + 1),
      height: 1,
      role: "img",
      "aria-label": t("pixels.strip"),
    });
    this.place = create("div", { class: "vector-place" }, create("div"));
    this.said = create("p", { class: "said", "aria-live": "polite" });
    this.mean = create("p", { class: "meaning" });
    this.element = create(
      "div",
      { class: "reading-content" },
      create(
        "div",
        { class: "channels" },
        ...this.channels.map(({ name, canvas }) =>
          create("figure", {}, canvas, create("figcaption", {}, t(`pixels.${name}`))),
        ),
      ),
      this.length,
      this.place,
      this.strip,
      this.said,
      this.mean,
    );
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {Point | null} */
    this.at = null;
  }

  fields() {
    return { include: "pixels" };
  }

  stride() {
    return 1;
  }

  /**
   * @param {Features} features
   * @param {Picture} picture
   */
  show({ pixels }, picture) {
    if (!pixels) return;
    if (picture !== this.picture) {
      this.picture = picture;
      this.channels.forEach(({ canvas }, index) => drawChannel(canvas, picture, index));
    }
    const [height, width] = pixels.shape;
    this.length.textContent = t("pixels.length", { width, height, length: formatCount(pixels.length) });
    const [red, green, blue] = pixels.mean.map((value) => formatMeasure(value));
    this.mean.textContent = t("pixels.mean", { red, green, blue });
    this.point(null);
  }

  /** @param {Point | null} point */
  point(point) {
    if (!this.picture) return;
    const { width, height, data } = this.picture;
    this.at = point ?? { x: Math.floor(width / 2), y: Math.floor(height / 2) };
    const [x, y] = [Math.floor(this.at.x), Math.floor(this.at.y)];
    const pixel = y * width + x;
    const [red, green, blue] = data.subarray(4 * pixel, 4 * pixel + 3);
    this.said.textContent = t("pixels.said", {
      x,
      y,
      first: formatCount(3 * pixel),
      last: formatCount(3 * pixel + 2),
      red,
      green,
      blue,
    });
    this.place.style.setProperty("--share", String(pixel / (width * height)));
    drawStrip(this.strip, data, pixel, width * height);
  }

  /** @param {Drawing} drawing */
  draw({ context, scale }) {
    if (!this.at) return;
    drawRing(context, scale * (Math.floor(this.at.x) + 0.5), scale * (Math.floor(this.at.y) + 0.5));
  }
}

/**
 * Draw a few numbers of the vector, each as a cell in the colour of its channel.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8ClampedArray} data
 * @param {number} middle pixel
 * @param {number} count of pixels
 */
function drawStrip(canvas, data, middle, count) {
  const strip = new ImageData(canvas.width, 1);
  for (let cell = 0; cell < canvas.width; cell += 1) {
    const pixel = middle - NEIGHBOURS + Math.floor(cell / 3);
    if (pixel < 0 || pixel >= count) continue;
    strip.data[4 * cell + (cell % 3)] = data[4 * pixel + (cell % 3)];
    strip.data[4 * cell + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(strip, 0, 0);
}
