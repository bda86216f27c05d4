/**
 * The choice of pictures: photographs, a file, a drop, the clipboard, a camera.
 * @module
 */

import { bindChoice } from "../../components/choice.js";
import { bindDrop, bindFileChooser, bindPaste, createPhotographButton } from "../../components/picture-sources.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Photograph} Photograph */
/** @typedef {import("../../core/features/state.js").Change} Change */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {Photograph[]} photographs
 */
export function bindSources(session, photographs) {
  const bring = (/** @type {File} */ file) => session.bring(file);
  bindFileChooser(byId("choose"), /** @type {HTMLInputElement} */ (byId("file")), bring);
  bindFileChooser(byId("camera"), /** @type {HTMLInputElement} */ (byId("camera-file")), bring);
  bindDrop(byId("picture-panel"), bring);
  bindPaste(bring);

  const samples = photographs.map(({ id }) => sample(session, id));
  byId("samples").append(...samples.map(({ element }) => element));
  const second = /** @type {HTMLSelectElement} */ (byId("second-choice"));
  second.append(...photographs.map(({ id }) => create("option", { value: id }, t(`photograph.${id}`))));
  second.addEventListener("change", () => session.change((state) => ({ ...state, second: second.value })));
  const chooseChange = bindChoice(byId("change"), (change) =>
    session.change((state) => ({ ...state, change: /** @type {Change} */ (change) })),
  );

  const show = () => {
    for (const { show: showSample } of samples) showSample();
    second.value = session.state.second;
    chooseChange(session.state.change);
  };
  session.addEventListener("state", show);
  show();
}

/**
 * @param {Session} session
 * @param {string} id of the photograph
 */
function sample(session, id) {
  const element = createPhotographButton(id, () => session.change((state) => ({ ...state, picture: id })));
  return { element, show: () => (element.ariaPressed = String(session.state.picture === id)) };
}
