/**
 * The banners of the lab: problems of the server, and paths that diverge.
 * @module
 */

import { fellIntoHole, stepOfLeaving } from "../../core/landscapes/outcome.js";
import { formatCount, formatSetting } from "../../core/shared/format.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, problemText, showBanner } from "../shared/banner.js";
import { optimizerName } from "./names.js";

/** @typedef {import("./session.js").Session} Session */

const MILDER = 0.1;
const RATE_DIGITS = 3;

/**
 * Show problems of the server, with a button to try again. If the server is busy, the page tries again automatically.
 * @param {Session} session
 */
export function bindServerBanner(session) {
  let timer = 0;
  session.addEventListener("problem", () => {
    clearTimeout(timer);
    const { problem } = session;
    if (!problem) return hideBanner("server-banner");
    showBanner("server-banner", problemText(problem), t("banner.try_again"), () => session.compute());
    if (problem instanceof ServerProblem && problem.retryAfter) {
      timer = window.setTimeout(() => session.compute(), 1000 * problem.retryAfter);
    }
  });
}

/**
 * Show which optimizers diverged, with a button that lowers their learning rates.
 * @param {Session} session
 * @param {import("../../core/shared/projection.js").View} view
 */
export function showDivergence(session, view) {
  const { lab, paths, timeline } = session;
  const gone = paths.flatMap((path, index) =>
    path.end?.reason === "diverged" && timeline.step >= path.last
      ? [{ path, index, optimizer: lab.optimizers[index] }]
      : [],
  );
  if (gone.length === 0) return hideBanner("divergence-banner");
  const sentences = gone.map(({ path, optimizer }) => {
    const name = optimizerName(optimizer);
    if (fellIntoHole(path, view)) {
      const step = path.length - 1;
      return t(step === 0 ? "banner.hole_at_start" : "banner.hole", { name, step: formatCount(step) });
    }
    const rate = formatSetting(milder(optimizer.settings.learning_rate));
    return t("banner.diverged", { name, step: formatCount(stepOfLeaving(path, view)), rate });
  });
  if (gone.every(({ path }) => path.length === 1))
    return showBanner("divergence-banner", sentences[0], t("banner.choose_start"), () => byId("start-x").focus());
  const indices = new Set(gone.map(({ index }) => index));
  showBanner("divergence-banner", sentences.join(" "), t("banner.milder"), () =>
    session.changeAndPlay((now) => ({
      ...now,
      optimizers: now.optimizers.map((optimizer, index) =>
        indices.has(index)
          ? {
              ...optimizer,
              settings: { ...optimizer.settings, learning_rate: milder(optimizer.settings.learning_rate) },
            }
          : optimizer,
      ),
    })),
  );
}

/** @param {number} rate */
function milder(rate) {
  return Number((rate * MILDER).toPrecision(RATE_DIGITS));
}
