/**
 * The panels of features, of which one is open at a time.
 * @module
 */

import { readPalette } from "../../charts/palette.js";
import { loadPlotly } from "../../charts/plotly.js";
import { bindChoice } from "../../components/choice.js";
import { byId } from "../../document/dom.js";
import { hasWords, t } from "../../document/words.js";
import { isServerTrouble } from "../shared/banner.js";
import { theme } from "../shared/theme.js";
import { CnnPanel } from "./cnn-panel.js";
import { ColorPanel } from "./color-panel.js";
import { HogPanel } from "./hog-panel.js";
import { PictureView } from "./picture-view.js";
import { PixelsPanel } from "./pixels-panel.js";
import { SiftPanel } from "./sift-panel.js";
import { VectorPanel } from "./vector-panel.js";
import { WordsPanel } from "./words-panel.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/state.js").FeatureName} FeatureName */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture-view.js").Point} Point */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("../../charts/image-overlays.js").Drawing} Drawing */

/**
 * @typedef {object} PanelContext what a panel works with
 * @property {Session} session
 * @property {() => Promise<any>} plotly
 * @property {() => import("../../charts/palette.js").Palette} palette
 * @property {() => void} redraw redraws over the picture
 */

/**
 * @typedef {object} FeaturePanel
 * @property {HTMLElement} element
 * @property {() => Record<string, string> | null} fields the fields of the request; null while they are not known
 * @property {() => number} stride distance that an arrow key moves, in pixels of the picture of the picture
 * @property {(features: Features, picture: Picture) => void} show
 * @property {(point: Point | null) => void} point called with the point that the visitor points at
 * @property {(drawing: Drawing) => void} draw over the picture
 * @property {(problem: import("../../core/shared/requests.js").ServerProblem | import("../../core/shared/requests.js").ConnectionLost) => Promise<boolean>} [awaits] whether what the server lacks will be available later, when the panel requests it again
 */

export class FeaturePanels {
  /**
   * @param {Session} session
   * @param {FeatureName[]} offered
   */
  constructor(session, offered) {
    this.session = session;
    this.offered = offered;
    this.palette = readPalette(theme());
    /** @type {Promise<any> | null} */
    this.loaded = null;
    const context = {
      session,
      plotly: () => (this.loaded ??= loadPlotly()),
      palette: () => this.palette,
      redraw: () => this.draw(),
    };
    /** @type {Record<FeatureName, FeaturePanel>} */
    const own = {
      pixels: new PixelsPanel(),
      color: new ColorPanel(context),
      hog: new HogPanel(context),
      sift: new SiftPanel(context),
      words: new WordsPanel(context),
      cnn: new CnnPanel(context),
    };
    /** @type {Record<FeatureName, FeaturePanel>} */
    this.all = Object.fromEntries(offered.map((name) => [name, own[name] ?? new VectorPanel(context, name)]));
    for (const name of offered) byId(`reading-${name}`).append(this.all[name].element);
    const choose = bindChoice(byId("readings"), (name) => session.change((state) => ({ ...state, reading: name })));
    this.update = () => choose(session.state.reading);
    this.view = new PictureView(byId("picture"), {
      point: (point) => {
        this.open.point(point);
        this.draw();
      },
      draw: () => this.draw(),
      stride: () => this.open.stride(),
    });
    session.addEventListener("state", () => this.show());
    session.addEventListener("pictures", () => this.show());
  }

  /** The panel that is open. */
  get open() {
    return this.all[this.session.state.reading];
  }

  async show() {
    const { session } = this;
    const { picture } = session;
    const { reading } = session.state;
    this.update();
    for (const name of this.offered) byId(`reading-${name}`).hidden = name !== reading;
    byId("look-for").textContent = lookFor(reading);
    if (!picture) return;
    if (picture !== this.view.picture) this.view.show(picture);
    const fields = this.open.fields();
    if (!fields) return this.draw();
    try {
      const features = await session.features(picture, fields);
      if (picture !== session.picture || reading !== session.state.reading) return;
      if (JSON.stringify(fields) !== JSON.stringify(this.open.fields())) return;
      this.open.show(features, picture);
      this.draw();
      session.report(null);
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      if (!(await this.all[reading].awaits?.(error))) session.report(error);
    }
  }

  draw() {
    const { layer, scale } = this.view;
    layer.clear();
    layer.context.save();
    this.open.draw({ context: layer.context, scale, size: layer.size });
    layer.context.restore();
  }

  /** The theme changed. */
  recolour() {
    this.palette = readPalette(theme());
    this.show();
  }
}

/** @param {FeatureName} reading */
function lookFor(reading) {
  return t(hasWords(`${reading}.look_for`) ? `${reading}.look_for` : `feature.${reading}.meaning`);
}
