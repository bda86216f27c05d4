/**
 * What a section of the lesson and its figure expect of each other.
 * @module
 */

/**
 * What a figure showed.
 * @typedef {object} Outcome
 * @property {string | null} answer which of the section's options came true; null where something else was asked
 * @property {Record<string, string | number>} values for the sentence that says what happened
 */

/**
 * Where a figure is shown, and whom it tells.
 * @typedef {object} Place
 * @property {string} code of the section
 * @property {HTMLElement} stage
 * @property {HTMLElement} controls below it
 * @property {() => Promise<any>} plotly
 * @property {() => Promise<import("../../core/landscapes/state.js").Catalogue>} catalogue
 * @property {() => Promise<import("../../core/shared/uploads.js").Dataset[]>} datasets
 * @property {(outcome: Outcome) => void} report when a run has come to its end
 * @property {() => void} stale told when something else will run: what was said of the last run does not hold for it
 * @property {(busy: boolean) => void} busy told when it begins to wait for the server, and when it no longer does
 * @property {(link: string) => void} link told where the figure can be explored further, whenever that changes
 * @property {(problem: Error | null, again?: () => void) => void} trouble told what went wrong, and null when it no longer is
 */

/**
 * A live window onto one of the labs. It shows something at once, and runs when it is told to.
 * @typedef {object} Figure
 * @property {() => void} play from the beginning
 * @property {() => void} finish show the end at once
 * @property {(visible: boolean) => void} setVisible rest while nobody sees it
 * @property {() => void} recolour take up the theme
 */

/** @typedef {(place: Place) => Promise<Figure>} OpenFigure */

export {};
