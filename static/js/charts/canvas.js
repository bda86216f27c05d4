/**
 * Canvases that are sharp on any screen: layers over a plot, and small charts of their own.
 * @module
 */

/** @typedef {import("../core/shared/projection.js").Size} Size */
/** @typedef {(context: CanvasRenderingContext2D, project: import("./trails.js").Project, size: Size) => void} Painter draws over the axes of a plot, in their pixels */
/** @typedef {Size & {left: number, top: number}} Box pixels from the top left corner of the plot */

/** A canvas over a plot that is drawn on in CSS pixels and is sharp on any screen. */
export class Layer {
  /**
   * @param {HTMLElement} parent
   * @param {string} className
   */
  constructor(parent, className) {
    this.canvas = document.createElement("canvas");
    this.canvas.className = className;
    this.canvas.ariaHidden = "true";
    parent.append(this.canvas);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    /** @type {Size} */
    this.size = { width: 0, height: 0 };
    Object.assign(this.canvas, this.size);
  }

  /** @param {Box} box */
  place({ left, top, width, height }) {
    const ratio = window.devicePixelRatio;
    this.size = { width, height };
    Object.assign(this.canvas.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  clear() {
    this.context.clearRect(0, 0, this.size.width, this.size.height);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} side in CSS pixels
 * @returns {CanvasRenderingContext2D} the context, cleared, which takes CSS pixels
 */
export function squareContext(canvas, side) {
  const ratio = window.devicePixelRatio;
  canvas.width = canvas.height = Math.round(side * ratio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
