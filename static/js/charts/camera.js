/**
 * Projects points with Plotly's 3-D camera. No other module reads Plotly's private camera.
 * @module
 */

/** @typedef {import("./trails.js").Project} Project */

/**
 * @typedef {object} Camera
 * @property {(x: number, y: number, z: number, pixel: Float64Array) => boolean} project writes pixels of the scene
 * @property {number[]} signature changes when the camera moves
 */

/**
 * Read the camera of a plot's only scene.
 * @param {HTMLElement} plot
 * @returns {Camera | null} null where this version of Plotly keeps its camera elsewhere
 */
export function readCamera(plot) {
  const scene = /** @type {any} */ (plot)._fullLayout?.scene?._scene;
  const parameters = scene?.glplot?.cameraParams;
  if (!parameters?.projection || !scene.dataScale) return null;
  const { model, view, projection } = parameters;
  const matrix = multiply(projection, multiply(view, model));
  const [scaleX, scaleY, scaleZ] = scene.dataScale;
  const { clientWidth: width, clientHeight: height } = scene.container;
  return {
    signature: matrix,
    project(x, y, z, pixel) {
      const [px, py, , w] = transform(matrix, x * scaleX, y * scaleY, z * scaleZ);
      pixel[0] = (0.5 + px / w / 2) * width;
      pixel[1] = (0.5 - py / w / 2) * height;
      return w > 0;
    },
  };
}

/**
 * Whether this browser can draw in 3-D.
 * @returns {boolean}
 */
export function hasWebGL() {
  available ??= document.createElement("canvas").getContext("webgl") !== null;
  return available;
}

/** @type {boolean | undefined} */
let available;

/**
 * @param {ArrayLike<number>} a 4×4, column by column
 * @param {ArrayLike<number>} b 4×4, column by column
 * @returns {number[]} a·b
 */
function multiply(a, b) {
  return Array.from({ length: 16 }, (_, index) => {
    const row = index % 4;
    const column = index - row;
    return a[row] * b[column] + a[row + 4] * b[column + 1] + a[row + 8] * b[column + 2] + a[row + 12] * b[column + 3];
  });
}

/**
 * @param {number[]} m 4×4, column by column
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @returns {[number, number, number, number]} homogeneous
 */
function transform(m, x, y, z) {
  return [
    m[0] * x + m[4] * y + m[8] * z + m[12],
    m[1] * x + m[5] * y + m[9] * z + m[13],
    m[2] * x + m[6] * y + m[10] * z + m[14],
    m[3] * x + m[7] * y + m[11] * z + m[15],
  ];
}
