/**
 * The loss landscape of a trained classifier on a plane through its weights, with the path of the training.
 * @module
 */

import { Layer } from "../../charts/canvas.js";
import { ContourMap } from "../../charts/contour-map.js";
import { readPalette } from "../../charts/palette.js";
import { drawPathOnRelief, pathOnMap } from "../../charts/plane-path.js";
import { Relief } from "../../charts/relief/relief.js";
import { bindChoice } from "../../components/choice.js";
import { ProgressBar } from "../../components/progress-bar.js";
import { streamPlane } from "../../core/classifiers/client.js";
import { formatMeasure, formatShare } from "../../core/shared/format.js";
import { lossScaleOf } from "../../core/maps/loss-scale.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble, problemText } from "../shared/banner.js";
import { theme } from "../shared/theme.js";
import { nameOf, styleOf } from "./runner-style.js";

/** @typedef {import("../../core/classifiers/client.js").PlaneLandscape} PlaneLandscape */
/** @typedef {import("../../core/classifiers/client.js").PlaneProgress} PlaneProgress */
/** @typedef {import("../../core/classifiers/state.js").Plane} Plane */
/** @typedef {import("../../core/classifiers/state.js").PlaneView} PlaneView */
/** @typedef {import("./session.js").Session} Session */

export class LandscapePanel {
  /**
   * @param {any} Plotly
   * @param {Session} session
   */
  constructor(Plotly, session) {
    this.session = session;
    this.map = new ContourMap(Plotly, byId("plane-map"));
    this.relief = new Relief(byId("plane-relief"), {
      turn: () => this.drawOnRelief(),
      settle: () => {},
      pick: () => {},
      point: () => {},
    });
    this.over = new Layer(byId("plane-relief"), "annotation");
    /** The key of the landscape for which the camera of the relief was placed. */
    this.opened = "";
    this.abort = new AbortController();
    /** The landscapes that have been fetched, by key. @type {Map<string, PlaneLandscape>} */
    this.known = new Map();
    /** The key of the landscape that is shown. */
    this.shown = "";
    this.progressBar = new ProgressBar(() => this.cancel());
    byId("plane-waiting").append(this.progressBar.element);
    const choosePlane = bindChoice(byId("plane"), (plane) =>
      session.change((state) => ({ ...state, plane: /** @type {Plane} */ (plane) })),
    );
    const chooseView = bindChoice(byId("plane-view"), (view) =>
      session.change((state) => ({ ...state, view: /** @type {PlaneView} */ (view) })),
    );
    byId("plane-draw").addEventListener("click", () => this.fetch());
    const update = () => {
      choosePlane(session.state.plane);
      chooseView(session.state.view);
      this.show();
    };
    session.addEventListener("state", update);
    session.addEventListener("history", () => this.show());
    new ResizeObserver(() => this.draw()).observe(byId("plane-stage"));
    update();
  }

  /** Identifies the landscape to show; empty if there is nothing to show. */
  get key() {
    const { session } = this;
    const end = session.history.paths[session.state.shown]?.end;
    if (session.training || session.outdated || !end || end.reason === "diverged") return "";
    return JSON.stringify([session.trained, session.state.shown, session.state.plane]);
  }

  /** Whether the loss is piecewise linear, so that no direction is the most curved. */
  get hasNoCurvature() {
    const { model, plane } = this.session.state;
    return model === "svm" && plane === "hessian";
  }

  /** Whether computing it takes so long that the visitor starts it. */
  get takesLong() {
    return this.session.state.model === "convnet";
  }

  show() {
    const { key } = this;
    if (key === this.shown) return this.draw();
    this.cancel();
    this.shown = key;
    if (this.session.trained === "") this.clear();
    const known = this.known.has(key);
    byId("plane-draw").hidden = key === "" || known;
    byId("plane-stage").classList.toggle("old", !known);
    byId("plane-said").textContent = key === "" ? t("plane.none") : "";
    if (key !== "" && this.hasNoCurvature) {
      byId("plane-draw").hidden = true;
      byId("plane-said").textContent = t("plane.no_curvature");
    } else if (known) this.draw();
    else if (key !== "" && !this.takesLong) this.fetch();
  }

  async fetch() {
    const { key, session } = this;
    const { shown, plane, seed } = session.state;
    const { signal } = (this.abort = new AbortController());
    byId("plane-draw").hidden = true;
    this.progressBar.begin();
    try {
      for await (const message of streamPlane(JSON.parse(session.trained), shown, plane, seed, signal)) {
        if (message.type === "progress") this.report(message);
        if (message.type === "landscape") this.known.set(key, message);
      }
      this.draw();
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      byId("plane-said").textContent = problemText(error);
      byId("plane-draw").hidden = false;
    }
    this.progressBar.end();
  }

  /** @param {PlaneProgress} progress */
  report({ stage, share }) {
    this.progressBar.show(share);
    byId("plane-said").textContent = t(`plane.stages.${stage}`, { percent: Math.floor(100 * share) });
  }

  cancel() {
    this.abort.abort();
    this.progressBar.end();
    byId("plane-said").textContent = "";
    byId("plane-draw").hidden = this.key === "" || this.known.has(this.key);
  }

  /** Hide the landscape and forget all that were fetched. */
  clear() {
    this.known.clear();
    this.map.hidden = this.relief.hidden = true;
  }

  draw() {
    const landscape = this.known.get(this.key);
    const stage = byId("plane-stage");
    if (!landscape || stage.clientWidth === 0) return;
    const { session } = this;
    const { shown, view } = session.state;
    const palette = readPalette(theme());
    const { colour } = styleOf(session.trainedRunners[shown], shown);
    const lossScale = lossScaleOf(landscape.loss);
    const range = (/** @type {number[]} */ axis) => ({ low: axis[0], high: /** @type {number} */ (axis.at(-1)) });
    const shownView = { x: range(landscape.x), y: range(landscape.y) };
    const asRelief = view === "relief" && this.relief.available;
    this.map.hidden = asRelief;
    this.relief.hidden = !asRelief;
    stage.classList.remove("old");
    const ground = { landscape, lossScale, view: shownView, palette };
    if (asRelief) this.drawRelief({ ...ground, tones: "flat" }, landscape);
    else this.map.draw({ ...ground, tones: "lit" }, pathOnMap(landscape.path, { colour, casing: palette.panel }));
    byId("plane-said").textContent = sentences(landscape, nameOf(session.trainedRunners[shown]));
  }
  /**
   * @param {import("../../charts/map-ground.js").Ground} ground
   * @param {PlaneLandscape} landscape
   */
  drawRelief(ground, { path }) {
    this.relief.draw(ground, "log", { x: "", y: "", height: t("relief.heights.log") });
    this.over.place(this.relief.box);
    const opening = this.key;
    if (opening === this.opened) return this.drawOnRelief();
    this.opened = opening;
    const sights = path.x.map((x, index) => ({ x, y: path.y[index], loss: path.loss[index] ?? NaN, weight: 1 }));
    this.relief.open(null, sights);
  }

  drawOnRelief() {
    const landscape = this.known.get(this.key);
    this.over.clear();
    if (!landscape || !this.relief.ground) return;
    const { shown } = this.session.state;
    const { colour } = styleOf(this.session.trainedRunners[shown], shown);
    const colours = { colour, casing: this.relief.ground.palette.panel };
    drawPathOnRelief(this.over.context, this.relief.project, landscape.path, colours);
  }
}

/**
 * Sentences on how much of the path lies in the plane, and how far the path is from it.
 * @param {PlaneLandscape} landscape
 * @param {string} name of the optimizer
 */
function sentences({ path, explained_variance, eigenvalues }, name) {
  const farthest = path.residual.indexOf(Math.max(...path.residual));
  const share = explained_variance.total ?? 1;
  const measure = (/** @type {number | null} */ value) => formatMeasure(value ?? Number.NaN);
  const said = [
    t("plane.explained", { name, share: formatShare(share) }),
    t("plane.farthest", {
      step: path.step[farthest],
      loss: measure(path.loss[farthest]),
      plane: measure(path.plane_loss[farthest]),
    }),
  ];
  if (eigenvalues)
    said.push(t("plane.eigenvalues", { first: formatMeasure(eigenvalues[0]), second: formatMeasure(eigenvalues[1]) }));
  return said.join(" ");
}
