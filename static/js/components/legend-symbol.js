/**
 * Legend symbols: a segment of an optimizer's line with its marker.
 * @module
 */

import { markerOutline } from "../charts/marker-shapes.js";
import { SVG } from "../document/dom.js";

const LONG = 36;
const SHORT = 14;
const HEIGHT = 14;
const MARKER_RADIUS = 5;

/** @typedef {import("../charts/optimizer-style.js").OptimizerStyle} OptimizerStyle */

/**
 * @param {OptimizerStyle} style
 * @returns {SVGSVGElement}
 */
export function createLegendSymbol(style) {
  return drawLegendSymbol(style, LONG);
}

/**
 * A short symbol for tables, with little more than the marker.
 * @param {OptimizerStyle} style
 * @returns {SVGSVGElement}
 */
export function createShortLegendSymbol(style) {
  return drawLegendSymbol(style, SHORT);
}

/**
 * @param {OptimizerStyle} style
 * @param {number} width pixels
 * @returns {SVGSVGElement}
 */
function drawLegendSymbol({ kind, colour, dash, marker }, width) {
  const svg = document.createElementNS(SVG, "svg");
  const middle = HEIGHT / 2;
  const attributes = { class: "swatch", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": true };
  setAttributes(svg, attributes);
  if (kind !== "rings" && width === LONG) {
    svg.append(
      part("path", {
        d: `M1,${middle}H${width - 1}`,
        stroke: colour,
        "stroke-width": 2.2,
        "stroke-dasharray": dash.join(" "),
      }),
    );
  }
  const isRing = marker === "ring";
  svg.append(
    part("path", {
      d: markerOutline(marker, MARKER_RADIUS),
      transform: `translate(${width / 2},${middle})`,
      fill: isRing ? "none" : colour,
      stroke: isRing ? colour : "none",
      "stroke-width": 1.8,
    }),
  );
  return svg;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function part(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  return element;
}

/**
 * @param {SVGElement} element
 * @param {Record<string, string | number | boolean>} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
