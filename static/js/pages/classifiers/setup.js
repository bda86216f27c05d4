/**
 * The choices at the left: data set, feature, model and training.
 * @module
 */

import { bindChoice } from "../../components/choice.js";
import { bindNumberField } from "../../components/number-field.js";
import { createSliderField } from "../../components/slider-field.js";
import { maxEpochs } from "../../core/classifiers/runners.js";
import { FIRST_VISIT, MODELS, startFor } from "../../core/classifiers/state.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { datasetName } from "../shared/names.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindSetup(session) {
  const offerDatasets = () => {
    const element = select(
      "data",
      session.datasets.map(({ id, name, installed, command }) => [
        id,
        datasetName(id, name),
        installed ? "" : (command ?? ""),
      ]),
    );
    element.value = session.state.data;
    return element;
  };
  const data = offerDatasets();
  session.addEventListener("datasets", offerDatasets);
  const feature = /** @type {HTMLSelectElement} */ (byId("feature"));
  const model = select(
    "model",
    MODELS.map((id) => [id, t(`model.${id}`), ""]),
  );
  data.addEventListener("change", () => session.change((state) => ({ ...state, data: data.value })));
  feature.addEventListener("change", () => session.change((state) => ({ ...state, feature: feature.value })));
  model.addEventListener("change", () =>
    session.change((state) => ({
      ...state,
      model: model.value,
      start: startFor(model.value, state.start),
    })),
  );
  const regularization = createSliderField({
    label: t("training.regularization"),
    meaning: t("training.regularization_meaning"),
    value: session.state.regularization,
    low: 1e-6,
    high: 1,
    initial: FIRST_VISIT.regularization,
    onChange: (value) => session.change((state) => ({ ...state, regularization: value })),
  });
  byId("regularization").append(regularization.element);
  const { limits } = session;
  const field = (
    /** @type {"hidden" | "epochs" | "seed"} */ name,
    /** @type {() => import("../../core/shared/projection.js").Range} */ range,
  ) =>
    bindNumberField(/** @type {HTMLInputElement} */ (byId(name)), byId("setup-fault"), {
      name: t(`field.${name}`),
      range,
      whole: true,
      onChange: (value) => session.change((state) => ({ ...state, [name]: value })),
    });
  const hidden = field("hidden", () => limits.hidden);
  const epochs = field("epochs", () => ({
    low: 1,
    high: maxEpochs(session.state.runners, session.dataset.train, limits),
  }));
  const seed = field("seed", () => limits.seed);
  const start = bindChoice(byId("start"), (value) =>
    session.change((state) => ({ ...state, start: /** @type {"zeros" | "random"} */ (value) })),
  );
  const update = () => {
    const { state, dataset } = session;
    data.value = state.data;
    feature.value = state.feature;
    model.value = state.model;
    const isPoints = dataset.kind === "points";
    feature.disabled = isPoints || state.model === "convnet";
    for (const option of model.options) option.disabled = isPoints && option.value === "convnet";
    byId("hidden-field").hidden = state.model !== "mlp";
    byId("setup-meaning").textContent = t(`model.meaning.${state.model}`);
    regularization.update(state.regularization);
    hidden(state.hidden);
    epochs(state.epochs);
    seed(state.seed);
    start(state.start);
  };
  session.addEventListener("state", update);
  update();
}

/**
 * @param {string} id
 * @param {string[][]} options value, text, and the reason why it cannot be chosen; empty if it can
 */
function select(id, options) {
  const element = /** @type {HTMLSelectElement} */ (byId(id));
  element.replaceChildren(
    ...options.map(([value, text, obstacle]) =>
      create(
        "option",
        { value, disabled: obstacle !== "", title: obstacle },
        obstacle ? t("training.not_installed", { name: text }) : text,
      ),
    ),
  );
  return element;
}
