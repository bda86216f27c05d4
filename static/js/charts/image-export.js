/**
 * A plot with the canvases under and over it and a legend, as one image.
 * @module
 */

import { SVG } from "../document/dom.js";

/** @typedef {import("./canvas.js").Layer} Layer */

/**
 * @typedef {object} Surroundings
 * @property {Pick<Layer, "canvas">[]} under canvases under the axes
 * @property {Pick<Layer, "canvas">[]} over canvases over the axes
 * @property {string} background the background colour
 * @property {string} ink colour of texts
 * @property {{swatch: SVGElement, name: string}[]} legend
 */

/** @typedef {{svg: string, width: number, height: number}} Picture */

const SHARPNESS = 2;
const LEGEND = { margin: 16, row: 24, gap: 8, between: 20, size: 12 };

/** @typedef {{svg: Element, width: number, height: number}} Plot */

/**
 * @param {any} Plotly
 * @param {HTMLElement} element of the plot, at rest
 * @returns {Promise<Plot>}
 */
export async function plotOf(Plotly, element) {
  const { clientWidth: width, clientHeight: height } = element;
  const address = await Plotly.toImage(element, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  return { svg: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, width, height };
}

/**
 * @param {import("../core/shared/projection.js").Size} size
 * @returns {Plot} one that is all drawn on canvases
 */
export function emptyPlot({ width, height }) {
  return { svg: elementOf("svg", {}), width, height };
}

/**
 * @param {Plot} plot
 * @param {Surroundings} surroundings
 * @returns {Picture}
 */
export function pictureOf({ svg, width, height: plotHeight }, { under, over, background, ink, legend }) {
  const rows = legendElements(legend, width, plotHeight, ink, getComputedStyle(document.body).fontFamily);
  const { height } = rows;
  setAttributes(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  svg.removeAttribute("style");
  svg.prepend(elementOf("rect", { width, height, fill: background }), ...under.map(imageOf));
  svg.append(...over.map(imageOf), ...rows.elements);
  return { svg: new XMLSerializer().serializeToString(svg), width, height };
}

/**
 * @param {Picture} picture
 * @returns {Promise<Blob>} PNG, at twice the resolution of the screen
 */
export async function pngOf({ svg, width, height }) {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(SHARPNESS * width, SHARPNESS * height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * Legend symbols with names, in as many rows as they need.
 * @param {Surroundings["legend"]} legend
 * @param {number} width of the picture
 * @param {number} top
 * @param {string} ink
 * @param {string} family of the font
 */
function legendElements(legend, width, top, ink, family) {
  const { margin, row, gap, between, size } = LEGEND;
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
  context.font = `${size}px ${family}`;
  let [x, y] = [margin, top];
  const elements = legend.flatMap(({ swatch, name }) => {
    const start = Number(swatch.getAttribute("width")) + gap;
    const length = start + context.measureText(name).width;
    if (x > margin && x + length > width - margin) [x, y] = [margin, y + row];
    setAttributes(swatch, { x, y: y + (row - Number(swatch.getAttribute("height"))) / 2 });
    const place = { x: x + start, y: y + row / 2, "dominant-baseline": "central" };
    const label = elementOf("text", { ...place, fill: ink, "font-size": size, "font-family": family });
    label.textContent = name;
    x += length + between;
    return [swatch, label];
  });
  return { elements, height: legend.length ? y + row + gap : top };
}

/** @param {Pick<Layer, "canvas">} layer */
function imageOf({ canvas }) {
  const { left, top, width, height } = canvas.style;
  const [x, y, w, h] = [left, top, width, height].map(parseFloat);
  return elementOf("image", {
    x,
    y,
    width: w,
    height: h,
    opacity: getComputedStyle(canvas).opacity,
    href: canvas.toDataURL(),
  });
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function elementOf(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
