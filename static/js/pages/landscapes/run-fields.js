/**
 * The fields of the run: steps, seed, start.
 * @module
 */

import { bindNumberField } from "../../components/number-field.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/landscapes/state.js").Lab} Lab */
/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindRunFields(session) {
  const { limits } = session.catalogue;
  /** @type {{id: string, range: import("../../core/shared/projection.js").Range, whole: boolean, read: (lab: Lab) => number, write: (value: number) => (lab: Lab) => Lab}[]} */
  const fields = [
    {
      id: "steps",
      range: limits.steps,
      whole: true,
      read: ({ steps }) => steps,
      write: (steps) => (lab) => ({ ...lab, steps, at: null }),
    },
    {
      id: "seed",
      range: limits.seed,
      whole: true,
      read: ({ seed }) => seed,
      write: (seed) => (lab) => ({ ...lab, seed }),
    },
    {
      id: "start-x",
      range: limits.coordinate,
      whole: false,
      read: ({ start }) => start.x,
      write: (x) => (lab) => ({ ...lab, start: { ...lab.start, x } }),
    },
    {
      id: "start-y",
      range: limits.coordinate,
      whole: false,
      read: ({ start }) => start.y,
      write: (y) => (lab) => ({ ...lab, start: { ...lab.start, y } }),
    },
  ];
  const shows = fields.map(({ id, range, whole, read, write }) => {
    const show = bindNumberField(/** @type {HTMLInputElement} */ (byId(id)), byId("run-fault"), {
      name: t(`field.${id.replace("-", "_")}`),
      range: () => range,
      whole,
      onChange: (value) => session.change(write(value)),
    });
    return () => show(read(session.lab));
  });
  const showAll = () => shows.forEach((show) => show());
  session.addEventListener("state", showAll);
  showAll();
}
