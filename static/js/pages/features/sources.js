/**
 * Where pictures come from: the photographs that are there, a file, a drop, the clipboard, a camera.
 * @module
 */

import { bindChoice } from "../../components/choice.js";
import { createPhotographButton } from "../../components/photograph-button.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";

/** @typedef {import("../../core/features/client.js").Photograph} Photograph */
/** @typedef {import("../../core/features/state.js").Change} Change */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {Photograph[]} photographs
 */
export function bindSources(session, photographs) {
  const chooser = /** @type {HTMLInputElement} */ (byId("file"));
  const camera = /** @type {HTMLInputElement} */ (byId("camera-file"));
  for (const input of [chooser, camera]) {
    input.addEventListener("change", () => {
      bringFirst(session, input.files);
      input.value = "";
    });
  }
  byId("choose").addEventListener("click", () => chooser.click());
  byId("camera").addEventListener("click", () => camera.click());
  bindDrop(session);
  document.addEventListener("paste", ({ clipboardData }) => bringFirst(session, clipboardData?.files));

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
 * @param {FileList | null | undefined} files
 */
function bringFirst(session, files) {
  const file = files?.[0];
  if (file) session.bring(file);
}

/** @param {Session} session */
function bindDrop(session) {
  const zone = byId("picture-panel");
  const holds = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    zone.classList.add("dropping");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => !relatedTarget && zone.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    zone.classList.remove("dropping");
    bringFirst(session, event.dataTransfer?.files);
  });
}

/**
 * @param {Session} session
 * @param {string} id of the photograph
 */
function sample(session, id) {
  const element = createPhotographButton(id, () => session.change((state) => ({ ...state, picture: id })));
  return { element, show: () => (element.ariaPressed = String(session.state.picture === id)) };
}
