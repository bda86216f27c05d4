/**
 * A picture in the form that the page works on: upright, opaque, and small enough to be processed quickly.
 * @module
 */

import { changed } from "../../core/features/changes.js";

/** @typedef {import("../../core/features/state.js").Change} Change */
/** @typedef {Pick<import("../../core/shared/limits.js").Limits, "image_pixels" | "image_bytes">} PictureLimits */

/**
 * The maximum number of pixels. Larger pictures are scaled down, as their cells and keypoints would be too small to
 * see.
 */
const MAX_PIXELS = 1_048_576;
/** The bytes that a pixel takes in an image of pure noise, and those around the pixels. */
const BYTES_PER_PIXEL = 4.1;
const FILE_BYTES = 500;
const READ_BY_THE_SERVER = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"];

/** The format of most phones' photographs, which few browsers read and the server does not. */
const HEIC = /^image\/hei[cf]|\.hei[cf]$/i;

/** The browser cannot show a picture. */
export class Unshowable extends Error {
  /** @param {Blob} file */
  constructor(file) {
    super();
    /** Whether the server cannot read the picture either. */
    this.isHeic = HEIC.test(file.type) || (file instanceof File && HEIC.test(file.name));
    /** The key of the sentence that says so. */
    this.reason = this.isHeic ? "picture_panel.heic" : "picture_panel.unshowable";
  }
}

export class Picture {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Blob} file the file that is sent to the server
   * @param {{width: number, height: number}} original size in pixels
   */
  constructor(canvas, file, original) {
    this.canvas = canvas;
    this.file = file;
    this.original = original;
    this.width = canvas.width;
    this.height = canvas.height;
    /** Pixels of four bytes, row by row. */
    this.data = context(canvas).getImageData(0, 0, this.width, this.height).data;
  }

  /**
   * @param {Blob} file
   * @param {PictureLimits} limits
   * @returns {Promise<Picture>} a picture that the server accepts, whatever is changed in it
   * @throws {Unshowable}
   */
  static async of(file, limits) {
    const bitmap = await createImageBitmap(file).catch(() => {
      throw new Unshowable(file);
    });
    const original = { width: bitmap.width, height: bitmap.height };
    const scale = Math.min(1, Math.sqrt(maxPixels(limits) / (bitmap.width * bitmap.height)));
    const canvas = canvasOf(
      Math.max(1, Math.floor(bitmap.width * scale)),
      Math.max(1, Math.floor(bitmap.height * scale)),
    );
    const drawing = context(canvas);
    drawing.fillStyle = "#fff";
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const asItIs = scale === 1 && READ_BY_THE_SERVER.includes(file.type) && file.size <= limits.image_bytes;
    return new Picture(canvas, asItIs ? file : await fileOf(canvas), original);
  }

  /**
   * @param {Change} change
   * @returns {Promise<Picture>} the changed picture, or this one if nothing changes
   */
  async with(change) {
    if (change === "as_is") return this;
    const canvas = canvasOf(this.width, this.height);
    context(canvas).putImageData(new ImageData(changed(this.data, change), this.width, this.height), 0, 0);
    return new Picture(canvas, await fileOf(canvas), this.original);
  }
}

/**
 * @param {PictureLimits} limits
 * @returns {number} the maximum number of pixels
 */
function maxPixels({ image_pixels, image_bytes }) {
  return Math.min(MAX_PIXELS, image_pixels, Math.floor((image_bytes - FILE_BYTES) / BYTES_PER_PIXEL));
}

/**
 * @param {number} width
 * @param {number} height
 */
function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** @param {HTMLCanvasElement} canvas */
function context(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>} PNG
 */
function fileOf(canvas) {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob)), "image/png"));
}
