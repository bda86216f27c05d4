/**
 * The parts of Plotly's layout that all small charts share.
 * @module
 */

/** @typedef {import("./palette.js").Palette} Palette */

const TEXT_SIZE = 12;

/**
 * @param {HTMLElement} element of the plot
 * @param {Palette} palette
 * @returns {object} the part of Plotly's layout that does not depend on the data
 */
export function baseLayout(element, palette) {
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
export function baseAxis(palette) {
  return {
    fixedrange: true,
    gridcolor: palette.rule,
    zeroline: false,
    tickfont: { size: TEXT_SIZE, color: palette.muted },
  };
}

/**
 * Ticks at a few powers of ten along a logarithmic axis.
 * @param {import("../core/shared/projection.js").Range} exponents of ten, at the ends of the axis
 * @param {number} max
 */
export function logTicks({ low, high }, max) {
  const stride = Math.max(1, Math.ceil((high - low) / max));
  const first = Math.ceil(low);
  const last = Math.floor(high);
  const values = [];
  for (let exponent = last - ((last - first) % stride); exponent >= first; exponent -= stride) values.push(exponent);
  return {
    tickmode: "array",
    tickvals: values.map((exponent) => 10 ** exponent),
    ticktext: values.map((exponent) => (Math.abs(exponent) < 4 ? String(Number(`1e${exponent}`)) : `1e${exponent}`)),
  };
}

/**
 * @param {string} text
 * @param {Palette} palette
 */
export function axisTitle(text, palette) {
  return { text, font: { size: TEXT_SIZE, color: palette.muted }, standoff: 4 };
}
