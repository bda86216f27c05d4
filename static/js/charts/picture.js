/**
 * A plot with what is drawn under and over it, as one picture.
 * @module
 */

import { SVG } from "../dom.js";

/** @typedef {import("./canvas.js").Layer} Layer */

const SHARPNESS = 2;

/**
 * @param {any} Plotly
 * @param {HTMLElement} element of the plot, at rest
 * @param {{under: Layer[], over: Layer[], ground: string}} layers canvases over the axes, and the colour behind all
 * @returns {Promise<string>} SVG
 */
export async function svgOf(Plotly, element, { under, over, ground }) {
  const { clientWidth: width, clientHeight: height } = element;
  const address = await Plotly.toImage(element, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: ground })) rect.setAttribute(name, String(value));
  svg.prepend(rect, ...under.map(imageOf));
  svg.append(...over.map(imageOf));
  return new XMLSerializer().serializeToString(svg);
}

/**
 * @param {string} svg
 * @param {HTMLElement} element whose size it has
 * @returns {Promise<Blob>} PNG, twice as fine as the screen's pixels
 */
export async function pngOf(svg, { clientWidth, clientHeight }) {
  const image = new Image(clientWidth, clientHeight);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(SHARPNESS * clientWidth, SHARPNESS * clientHeight);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return canvas.convertToBlob({ type: "image/png" });
}

/** @param {Layer} layer */
function imageOf({ canvas }) {
  const image = document.createElementNS(SVG, "image");
  const { left, top, width, height } = canvas.style;
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) {
    image.setAttribute(name, value.replace("px", ""));
  }
  image.setAttribute("href", canvas.toDataURL());
  return image;
}
