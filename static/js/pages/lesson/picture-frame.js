/**
 * A picture in a figure, with a layer that the figure draws on.
 * @module
 */

import { readPalette } from "../../charts/palette.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { PictureView } from "../features/picture-view.js";
import { theme } from "../shared/theme.js";

/** @typedef {import("../../charts/image-overlays.js").Drawing} Drawing */
/** @typedef {import("../../charts/palette.js").Palette} Palette */
/** @typedef {import("../features/picture.js").Picture} Picture */
/** @typedef {import("../features/picture-view.js").Point} Point */

export class PictureFrame {
  /**
   * @param {object} reader
   * @param {(drawing: Drawing, palette: Palette) => void} reader.draw over the picture
   * @param {(point: Point | null) => void} reader.point called with the point that the visitor points at; null for none
   * @param {number} reader.stride distance that an arrow key moves, in pixels of the picture
   */
  constructor({ draw, point, stride }) {
    this.paint = draw;
    this.palette = readPalette(theme());
    this.element = create("div", {
      class: "picture",
      tabindex: 0,
      role: "img",
      "aria-label": t("picture_panel.picture"),
    });
    this.view = new PictureView(this.element, { point, draw: () => this.draw(), stride: () => stride });
  }

  /** @param {Picture} picture */
  show(picture) {
    if (picture !== this.view.picture) this.view.show(picture);
    this.draw();
  }

  draw() {
    const { layer, scale } = this.view;
    layer.clear();
    layer.context.save();
    this.paint({ context: layer.context, scale, size: layer.size }, this.palette);
    layer.context.restore();
  }

  /** Redraw in the current theme. */
  recolour() {
    this.palette = readPalette(theme());
    this.draw();
  }
}
