/**
 * The optimizers of the classifiers page: rules and searches with the batches that they take gradients from.
 *
 * In the address, an optimizer is `optimizer=adam,0.005,64,beta1:0.9,…`: rule, learning rate, batch size (or `all` or
 * `numeric`), other settings, schedule. The lines of a custom rule follow as `source`. A search has
 * no learning rate and no batch.
 * @module
 */

import { batchSize, within } from "../shared/limits.js";
import { formatSetting, inRange } from "../shared/format.js";
import { formatSettings, formatVariant, readOptimizer, sourceField, wordsOf } from "../shared/optimizer-fragment.js";
import { specificationOf, withDefaults } from "../shared/optimizers.js";

/** @typedef {import("../shared/optimizers.js").Method} Method */
/** @typedef {import("../shared/optimizers.js").Optimizer} Optimizer */
/** @typedef {import("./state.js").Known} Known */
/** @typedef {"all" | "numeric" | number} Batch what the gradient is computed from; a number is the size of minibatches */
/** @typedef {Optimizer & {batch: Batch}} Runner the batch of a search has no effect */

const MAX_RUNNERS = 8;
/** @type {Batch[]} */
const BATCHES = ["all", 128, 64, 32, "numeric"];

/**
 * @param {Method} method
 * @returns {number} a learning rate that suits most classifiers; of no use to a search
 */
export function suitedRate({ classifier_learning_rate }) {
  return classifier_learning_rate ?? 0;
}

/**
 * @param {Runner} runner
 * @returns {boolean} whether it uses gradients, as everything but a search does
 */
export function usesGradients({ settings }) {
  return "learning_rate" in settings;
}

/** @typedef {Pick<import("../shared/limits.js").Limits, "optimizers" | "epochs" | "training_steps">} RunnerLimits */

/**
 * @param {RunnerLimits} limits
 * @returns {number} the maximum number of optimizers that train side by side
 */
export function maxRunners({ optimizers }) {
  return Math.min(MAX_RUNNERS, optimizers.high);
}

/**
 * @param {number} examples in the training set
 * @param {RunnerLimits} limits
 * @returns {Batch[]} the usual batches that are possible
 */
export function batchesFor(examples, limits) {
  return BATCHES.filter((batch) => typeof batch === "string" || batchSize(batch, examples, limits) === batch);
}

/**
 * @param {Runner} runner
 * @param {number} examples in the training set
 * @param {RunnerLimits} limits
 * @returns {Runner} the same with a batch size that the data set and the server allow
 */
export function withBatchesWithin(runner, examples, limits) {
  const { batch } = runner;
  return typeof batch === "number" ? { ...runner, batch: batchSize(batch, examples, limits) } : runner;
}

/**
 * @param {Runner[]} runners
 * @param {number} examples in the training set
 * @param {RunnerLimits} limits
 * @returns {number} the maximum number of epochs for all optimizers
 */
export function maxEpochs(runners, examples, { epochs, training_steps }) {
  const steps = runners.map((runner) => stepsOfEpoch(runner, examples));
  return within(Math.floor(training_steps.high / Math.max(...steps)), epochs);
}

/**
 * @param {Runner} runner
 * @param {number} examples in the training set
 * @returns {number} steps in an epoch
 */
export function stepsOfEpoch(runner, examples) {
  return typeof runner.batch === "number" && usesGradients(runner) ? Math.ceil(examples / runner.batch) : 1;
}

/**
 * @param {Runner} runner
 * @param {Method} method
 * @returns {Runner} with another rule or search and its defaults, but the same batch and schedule
 */
export function withMethod({ batch, schedule }, method) {
  return { ...withDefaults(method, suitedRate(method)), batch, schedule };
}

/**
 * The optimizers in the address, those whose rules are known.
 * @type {import("../shared/address.js").Row<any, Known, Runner[]>}
 */
export const RUNNERS = {
  write: (runners) => runners.flatMap(formatRunner),
  read: (fields, known) => {
    const sources = fields.getAll("source").map((text) => text.slice(0, known.limits.rule_length));
    const runners = fields.getAll("optimizer").map((text) => readRunner(text, sources, known));
    const understood = runners.filter((runner) => runner !== null);
    return understood.length ? understood : undefined;
  },
};

/**
 * @param {Runner} runner
 * @returns {import("../shared/address.js").Field[]}
 */
function formatRunner(runner) {
  const { rule, base, source, batch, schedule } = runner;
  const { learning_rate: rate, ...settings } = runner.settings;
  const gradient = usesGradients(runner) ? [formatSetting(rate), batch] : [];
  const parts = [
    rule,
    ...gradient,
    ...formatSettings({ base, settings }),
    ...formatVariant("schedule", schedule, "constant"),
  ];
  return [["optimizer", parts.join(",")], ...sourceField(source)];
}

/**
 * @param {string} text
 * @param {string[]} sources
 * @param {Known} known
 * @returns {Runner | null}
 */
function readRunner(text, sources, known) {
  const { methods, limits } = known;
  const [rule, ...parts] = text.split(",");
  const method = methods.get(rule);
  if (!method) return null;
  if (method.kind === "search")
    return { ...readOptimizer(method, wordsOf(parts), suitedRate(method), sources, known), batch: "all" };
  const [typedRate, typedBatch, ...rest] = parts;
  const { settings, ...optimizer } = readOptimizer(method, wordsOf(rest), suitedRate(method), sources, known);
  const rate = inRange(typedRate, limits.learning_rate);
  const batch = readBatch(typedBatch, limits);
  return rate === null || batch === null
    ? null
    : { ...optimizer, settings: { ...settings, learning_rate: rate }, batch };
}

/**
 * @param {string | undefined} text
 * @param {Pick<import("../shared/limits.js").Limits, "batch_size">} limits
 * @returns {Batch | null}
 */
function readBatch(text, { batch_size }) {
  if (text === "all" || text === "numeric") return text;
  const size = inRange(text, batch_size);
  return Number.isInteger(size) ? size : null;
}

/**
 * @param {Runner} runner
 * @returns {object} in the form that `POST /api/runs` accepts
 */
export function optimizerSpecification(runner) {
  return usesGradients(runner)
    ? { ...specificationOf(runner), gradient: gradientOf(runner.batch) }
    : specificationOf(runner);
}

/** @param {Batch} batch */
function gradientOf(batch) {
  if (batch === "all") return { kind: "analytic" };
  return batch === "numeric" ? { kind: "numeric", h: 1e-2 } : { kind: "minibatch", size: batch };
}
