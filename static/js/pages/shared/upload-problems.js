/**
 * Why an archive, or a file in it, was refused, in the language of the page.
 * @module
 */

import { ServerProblem } from "../../core/shared/requests.js";
import { formatCount } from "../../core/shared/format.js";
import { t } from "../../document/words.js";
import { BUSY, problemText } from "./banner.js";

const TOO_SLOW = 408;
const SERVER_TROUBLE = 500;

/**
 * @param {string} code of the fault
 * @param {Record<string, string | number>} [values] values for its sentence
 * @returns {string}
 */
export function faultWords(code, values = {}) {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "number" ? formatCount(value) : value,
  ]);
  return t(`upload_fault.${code}`, Object.fromEntries(written));
}

/**
 * @param {Error} problem of an upload, or of its deletion
 * @returns {string}
 */
export function uploadProblemText(problem) {
  if (!(problem instanceof ServerProblem)) return problemText(problem);
  if (problem.status === BUSY) return faultWords("busy");
  if (problem.status === TOO_SLOW) return faultWords("too_slow");
  const [fault, member] = problem.errors.flatMap(({ code, values }) => (code ? faultWords(code, values) : []));
  if (member) return `${fault} ${t("uploads.first_rejected", { reason: member })}`;
  if (fault) return fault;
  return problem.status < SERVER_TROUBLE ? faultWords("other", { detail: problem.message }) : problemText(problem);
}
