/**
 * The interface between a section of the lesson and its figure.
 * @module
 */

/**
 * The outcome of a figure.
 * @typedef {object} Outcome
 * @property {string | null} answer the option that turned out to be right; null if the figure showed something else than the question asked
 * @property {Record<string, string | number>} values for the sentence that says what has happened
 */

/**
 * The elements in which a figure is shown, and the functions that it calls.
 * @typedef {object} Place
 * @property {string} code of the section
 * @property {HTMLElement} stage
 * @property {HTMLElement} controls below it
 * @property {() => Promise<any>} plotly
 * @property {() => Promise<import("../../core/landscapes/state.js").Catalogue>} catalogue
 * @property {() => Promise<import("../../core/shared/uploads.js").Dataset[]>} datasets
 * @property {(outcome: Outcome) => void} report called when a run has ended
 * @property {() => void} stale called when the figure changes, so that the last outcome no longer holds
 * @property {(busy: boolean) => void} busy called when the figure starts and stops waiting for the server
 * @property {(link: string) => void} link called with the link to the lab in which the figure can be explored, whenever it changes
 * @property {(problem: Error | null, again?: () => void) => void} trouble called with a problem, and with null when it is solved
 */

/**
 * A small live version of one of the labs. It shows something at once, and runs on request.
 * @typedef {object} Figure
 * @property {() => void} play from the beginning
 * @property {() => void} finish shows the end at once
 * @property {(visible: boolean) => void} setVisible pauses while the figure is not visible
 * @property {() => void} recolour redraws in the current theme
 */

/** @typedef {(place: Place) => Promise<Figure>} OpenFigure */

export {};
