/**
 * Small controls of playback for figures: run, pause and scrub.
 * @module
 */

import { formatCount } from "../../core/shared/format.js";
import { create, icon } from "../../document/dom.js";
import { t } from "../../document/words.js";

/**
 * @param {import("../landscapes/session.js").Session} session
 * @returns {{element: HTMLElement, show: () => void}} `show` updates the controls while it plays
 */
export function createPlayback(session) {
  const toggle = create("button", { type: "button", class: "icon-button" });
  const scrubber = create("input", { type: "range", min: 0, step: 1, "aria-label": t("playback.scrubber") });
  const counter = create("output", { class: "counter" });
  toggle.addEventListener("click", () => session.toggle());
  scrubber.addEventListener("input", () => session.seek(Number(scrubber.value)));
  const show = () => {
    const { step, length, playing } = session.timeline;
    const text = t("playback.counter", { step: formatCount(step), steps: formatCount(length) });
    scrubber.max = String(length);
    scrubber.value = String(step);
    scrubber.ariaValueText = text;
    scrubber.style.setProperty("--filled", String(step / length));
    counter.textContent = text;
    toggle.ariaLabel = t(playing ? "playback.pause" : "playback.run");
    toggle.replaceChildren(icon(playing ? "pause" : "play"));
  };
  for (const event of ["state", "play", "frames"]) session.addEventListener(event, show);
  show();
  return { element: create("div", { class: "figure-playback" }, toggle, scrubber, counter), show };
}
