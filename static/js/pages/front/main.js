/**
 * The front page: the run of a first visit, which plays at once, and doors to the lesson and the labs.
 * @module
 */

import { createShortLegendSymbol } from "../../components/legend-symbol.js";
import { formatFragment } from "../../core/landscapes/fragment.js";
import { DEFAULT_SPEED } from "../../core/landscapes/timeline.js";
import { fetchCatalogue } from "../../core/landscapes/client.js";
import { formatMeasure } from "../../core/shared/format.js";
import { presetLab } from "../../core/lesson/labs.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { Session } from "../landscapes/session.js";
import { MapView } from "../lesson/map-view.js";
import { isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { bindShortcuts } from "../shared/keyboard.js";
import { start } from "../shared/start.js";
import { bindTheme } from "../shared/theme.js";
import { openDoors } from "./doors.js";

/** Steps per second, so that the run takes five seconds. */
const SPEED = 60;
const FIRST_PLAY_MILLISECONDS = 600;

await start(open);

async function open() {
  const catalogue = await fetchCatalogue();
  const session = new Session(catalogue, { ...presetLab("beale", catalogue), speed: SPEED });
  const map = new MapView(null, byId("front-map"), session, (error) => report(error, () => map.load()));
  const losses = session.lab.optimizers.map(() => create("output"));
  byId("front-legend").append(
    ...map.styles().map((style, index) => create("li", {}, createShortLegendSymbol(style), style.name, losses[index])),
  );
  map.onFrame = () => {
    const { paths, timeline } = session;
    paths.forEach(({ loss, last }, index) => {
      const shown = last < 0 ? "" : formatMeasure(loss[Math.min(timeline.step, last)]);
      if (losses[index].textContent !== shown) losses[index].textContent = shown;
    });
  };
  session.addEventListener("state", () => linkLab(session));
  session.addEventListener("problem", () => session.problem && report(session.problem, () => session.compute()));
  linkLab(session);
  const doors = openDoors(catalogue);
  const toggleTheme = bindTheme(() => {
    map.draw();
    doors.draw();
  });
  bindShortcuts({ t: toggleTheme });
  await map.load();
  begin(session);
}

/**
 * Play once, or show the finished paths where motion is not wanted.
 * @param {Session} session
 */
function begin(session) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return session.seek(session.lab.steps);
  window.setTimeout(() => session.timeline.position === 0 && session.play(), FIRST_PLAY_MILLISECONDS);
}

/**
 * Let the link to the lab open what the map shows.
 * @param {Session} session
 */
function linkLab(session) {
  const link = /** @type {HTMLAnchorElement} */ (byId("front-lab"));
  link.hash = formatFragment({ ...session.lab, speed: DEFAULT_SPEED });
}

/**
 * @param {Error} error
 * @param {() => void} again
 */
function report(error, again) {
  if (!isServerTrouble(error)) throw error;
  showBanner("server-banner", problemText(error), t("banner.try_again"), again);
}
