/**
 * The choices at the left: data sets, model, training and features.
 * @module
 */

import { bindChoice } from "../../components/choice.js";
import { bindNumberField } from "../../components/number-field.js";
import { rangesOf } from "../../core/comparison/state.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { datasetName } from "../shared/names.js";

/** @typedef {import("./session.js").Session} Session */

const BOTH = "patches,textures";

/** @param {Session} session */
export function bindSetup(session) {
  const data = /** @type {HTMLSelectElement} */ (byId("data"));
  const offerDatasets = () => {
    const chosen = session.state.data.join();
    const [one, other] = session.datasets
      .filter(({ id }) => session.state.data.includes(id))
      .map(({ id, name }) => datasetName(id, name));
    const isOtherPair = other !== undefined && chosen !== BOTH;
    data.replaceChildren(
      create("option", { value: BOTH }, t("comparison_page.both")),
      ...(isOtherPair ? [create("option", { value: chosen }, t("comparison_page.pair", { one, other }))] : []),
      ...session.datasets.map(({ id, name, installed, command }) =>
        create(
          "option",
          { value: id, disabled: !installed, title: command ?? "" },
          installed ? datasetName(id, name) : t("training.not_installed", { name: datasetName(id, name) }),
        ),
      ),
    );
    data.value = chosen;
  };
  session.addEventListener("datasets", offerDatasets);
  data.addEventListener("change", () => session.change((state) => ({ ...state, data: data.value.split(",") })));
  const model = bindChoice(byId("model"), (value) => session.change((state) => ({ ...state, model: value })));
  const boxes = featureBoxes();
  for (const box of boxes) box.addEventListener("change", () => toggle(session, box.value, box.checked));
  const field = (/** @type {"epochs" | "seed"} */ name) =>
    bindNumberField(/** @type {HTMLInputElement} */ (byId(name)), byId("setup-fault"), {
      name: t(`field.${name}`),
      range: () => rangesOf(session.state.data, session.catalogue)[name],
      whole: true,
      onChange: (value) => session.change((state) => ({ ...state, [name]: value })),
    });
  const epochs = field("epochs");
  const seed = field("seed");
  const update = () => {
    const { state } = session;
    offerDatasets();
    model(state.model);
    epochs(state.epochs);
    seed(state.seed);
    for (const box of boxes) {
      box.checked = state.features.includes(box.value);
      box.disabled = box.checked && state.features.length === 1;
    }
  };
  session.addEventListener("state", update);
  update();
}

/** @returns {HTMLInputElement[]} a box for each feature that the page offers, in order */
export function featureBoxes() {
  return Array.from(byId("features").querySelectorAll("input"));
}

/**
 * @param {Session} session
 * @param {string} feature
 * @param {boolean} wanted
 */
function toggle(session, feature, wanted) {
  session.change((state) => ({
    ...state,
    features: session.catalogue.features.filter((one) => (one === feature ? wanted : state.features.includes(one))),
  }));
}
