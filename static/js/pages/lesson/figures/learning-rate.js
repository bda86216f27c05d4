/**
 * S6: the learning rate from which on each step ends farther from the minimum than it began.
 * @module
 */

import { createSliderField } from "../../../components/slider-field.js";
import { formatSetting } from "../../../core/shared/format.js";
import { presetLab } from "../../../core/lesson/labs.js";
import { withOptimizer } from "../../../core/landscapes/state.js";
import { t } from "../../../document/words.js";
import { endLosses, formatLoss, PathsFigure, provide } from "../paths-figure.js";

/** @typedef {import("../../landscapes/session.js").Session} Session */

/** The index of the optimizer whose learning rate the visitor chooses. */
const CHOSEN = 2;
/** The learning rate that the question is about. */
const QUESTION_RATE = 0.0201;
/** Steps per second, so that the run takes five seconds. */
const SPEED = 60;
const RATES = { low: 1e-3, high: 0.03 };

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { Plotly, session } = await provide(place, { ...presetLab("cliff", await place.catalogue()), speed: SPEED });
  const rate = (/** @type {number} */ index) => session.lab.optimizers[index].settings.learning_rate;
  const figure = new PathsFigure(Plotly, place, session, outcomeOf, (_, index) => formatSetting(rate(index)));
  const slider = createSliderField({
    label: t("lesson.s6.rate"),
    ...RATES,
    value: rate(CHOSEN),
    initial: rate(CHOSEN),
    onChange: (learning_rate) => {
      session.seek(session.lab.steps);
      session.change((lab) =>
        withOptimizer(lab, CHOSEN, (optimizer) => ({
          ...optimizer,
          settings: { ...optimizer.settings, learning_rate },
        })),
      );
    },
  });
  place.controls.append(slider.element);
  return figure;
}

/**
 * @param {Session} session
 * @returns {import("../figure.js").Outcome}
 */
function outcomeOf(session) {
  const { lab, paths } = session;
  const [below, edge, beyond] = endLosses(session);
  const start = paths[CHOSEN].loss[0];
  const rate = lab.optimizers[CHOSEN].settings.learning_rate;
  const losses = Object.entries({ start, below, edge, beyond }).map(([name, loss]) => [name, formatLoss(loss)]);
  return {
    answer: rate === QUESTION_RATE ? effectOf({ start, below, beyond }) : null,
    values: { ...Object.fromEntries(losses), steps: lab.steps, rate: formatSetting(rate) },
  };
}

/**
 * @param {{start: number, below: number, beyond: number}} losses losses at the start, and at the end with rates below and beyond the threshold
 */
function effectOf({ start, below, beyond }) {
  if (beyond > start) return "out";
  return beyond < below ? "sooner" : "alike";
}
