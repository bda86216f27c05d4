/**
 * What all small charts have in common.
 * @module
 */

/** @typedef {import("./palette.js").Palette} Palette */

const TEXT_SIZE = 12;

/**
 * @param {HTMLElement} element of the plot
 * @param {Palette} palette
 * @returns {object} the part of Plotly's layout that says nothing of the data
 */
export function frameOf(element, palette) {
  const { clientWidth: width, clientHeight: height } = element;
  return {
    width,
    height,
    paper_bgcolor: palette.panel,
    plot_bgcolor: palette.panel,
    font: { family: getComputedStyle(element).fontFamily, color: palette.ink },
    hoverlabel: { bgcolor: palette.panel, font: { size: TEXT_SIZE, color: palette.ink }, align: "left" },
    hovermode: "closest",
    showlegend: false,
    dragmode: false,
    modebar: { bgcolor: "rgba(0,0,0,0)", color: palette.muted, activecolor: palette.ink },
  };
}

/** @param {Palette} palette */
export function axisOf(palette) {
  return {
    fixedrange: true,
    gridcolor: palette.rule,
    zeroline: false,
    tickfont: { size: TEXT_SIZE, color: palette.muted },
  };
}

/** @param {Palette} palette */
export function logAxisOf(palette) {
  return { ...axisOf(palette), type: "log", exponentformat: "power" };
}

/**
 * @param {string} text
 * @param {Palette} palette
 */
export function titleOf(text, palette) {
  return { text, font: { size: TEXT_SIZE, color: palette.muted }, standoff: 4 };
}
