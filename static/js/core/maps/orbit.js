/**
 * A camera that circles around a block standing on its floor, and the projection through it.
 *
 * The block is centred on the vertical axis; z points up. The picture is scaled to the cylinder around the block, so
 * that nothing leaves the frame and nothing grows or shrinks when the camera circles.
 * @module
 */

/** @typedef {import("../shared/projection.js").Size} Size */
/** @typedef {{x: number, y: number, z: number}} Vector */

/**
 * @typedef {object} Orbit
 * @property {number} azimuth direction in which the camera stands, in radians from the x axis towards the y axis
 * @property {number} elevation above the floor, in radians
 * @property {number} zoom magnification; 1 fills the frame
 */

/**
 * @typedef {object} Cylinder the space that is shown
 * @property {number} radius
 * @property {number} low z of its floor
 * @property {number} high z of its top
 */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Margins pixels that are left free */

/**
 * @typedef {object} Lens
 * @property {Float32Array} matrix 4 × 4, column by column, from the world to clip space
 * @property {Vector} eye where the camera stands
 * @property {Vector} light direction of the light, which comes from the upper left of the camera; of length 1
 * @property {(x: number, y: number, z: number, pixel: Float64Array) => void} project writes pixels from the top left corner
 */

const LOWEST = 0.09;
const HIGHEST = 1.5;
const NEAREST_ZOOM = 4;
const FARTHEST_ZOOM = 0.5;
/** Distance of the camera from the axis, in radii of the cylinder. */
const DISTANCE = 3.4;
/** The length of the position that stands for a zoom of 1 in addresses. */
const UNIT_LENGTH = 1.9;
const RIM_POINTS = 48;
const LIGHT_TURN = -1.1;
const LIGHT_ELEVATION = 0.75;

/**
 * @param {Vector} position of the camera, as written in addresses
 * @returns {Orbit}
 */
export function orbitFrom({ x, y, z }) {
  const length = Math.hypot(x, y, z) || UNIT_LENGTH;
  return within({ azimuth: Math.atan2(y, x), elevation: Math.asin(z / length), zoom: UNIT_LENGTH / length });
}

/**
 * @param {Orbit} orbit
 * @returns {Vector} the position of the camera, as written in addresses
 */
export function positionOf({ azimuth, elevation, zoom }) {
  const length = UNIT_LENGTH / zoom;
  const { x, y, z } = direction(azimuth, elevation);
  return { x: length * x, y: length * y, z: length * z };
}

/**
 * @param {Orbit} orbit
 * @returns {Orbit} the nearest one that stands above the floor and not straight above the block
 */
export function within({ azimuth, elevation, zoom }) {
  return {
    azimuth,
    elevation: Math.min(HIGHEST, Math.max(LOWEST, elevation)),
    zoom: Math.min(NEAREST_ZOOM, Math.max(FARTHEST_ZOOM, zoom)),
  };
}

/**
 * @param {Pick<Orbit, "azimuth" | "elevation">} orbit
 * @param {Cylinder} cylinder
 * @returns {Vector} where the camera stands
 */
export function eyeOf({ azimuth, elevation }, { radius, low, high }) {
  const { x, y, z } = direction(azimuth, elevation);
  const distance = DISTANCE * radius;
  return { x: distance * x, y: distance * y, z: (low + high) / 2 + distance * z };
}

/**
 * @param {Orbit} orbit
 * @param {Cylinder} cylinder
 * @param {Size} size of the picture in pixels
 * @param {Margins} margins
 * @returns {Lens}
 */
export function lensOf({ azimuth, elevation, zoom }, { radius, low, high }, size, margins) {
  const eye = eyeOf({ azimuth, elevation }, { radius, low, high });
  const [ca, sa, ce, se] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(elevation), Math.sin(elevation)];
  const distance = DISTANCE * radius;
  const middle = (low + high) / 2;
  const right = [-sa, ca, 0, 0];
  const up = [-se * ca, -se * sa, ce, -ce * middle];
  const depth = [-ce * ca, -ce * sa, -se, distance + se * middle];
  const dot = (/** @type {number[]} */ row, /** @type {number[]} */ [x, y, z]) =>
    row[0] * x + row[1] * y + row[2] * z + row[3];

  const rim = Array.from({ length: 2 * RIM_POINTS }, (_, index) => {
    const angle = (2 * Math.PI * index) / RIM_POINTS;
    return [radius * Math.cos(angle), radius * Math.sin(angle), index < RIM_POINTS ? low : high];
  });
  const across = Math.max(...rim.map((point) => dot(right, point) / dot(depth, point)));
  const heights = rim.map((point) => dot(up, point) / dot(depth, point));
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
  const free = { width: size.width - margins.left - margins.right, height: size.height - margins.top - margins.bottom };
  const scale = zoom * Math.min(free.width / (2 * across), free.height / (highest - lowest));
  const centreX = margins.left + free.width / 2;
  const centreY = margins.top + free.height / 2 + (scale * (highest + lowest)) / 2;

  const [near, far] = [distance - 1.5 * radius - (high - low), distance + 1.5 * radius + (high - low)];
  const rows = [
    right.map((part, at) => (2 * scale * part) / size.width + ((2 * centreX) / size.width - 1) * depth[at]),
    up.map((part, at) => (2 * scale * part) / size.height + (1 - (2 * centreY) / size.height) * depth[at]),
    depth.map((part, at) => ((far + near) * part - (at === 3 ? 2 * far * near : 0)) / (far - near)),
    depth,
  ];
  return {
    matrix: Float32Array.from({ length: 16 }, (_, at) => rows[at % 4][Math.floor(at / 4)]),
    eye,
    light: direction(azimuth + LIGHT_TURN, LIGHT_ELEVATION),
    project(x, y, z, pixel) {
      const point = [x, y, z];
      const away = dot(depth, point);
      pixel[0] = centreX + (scale * dot(right, point)) / away;
      pixel[1] = centreY - (scale * dot(up, point)) / away;
    },
  };
}

/**
 * @param {number} azimuth
 * @param {number} elevation
 * @returns {Vector} of length 1
 */
function direction(azimuth, elevation) {
  const across = Math.cos(elevation);
  return { x: across * Math.cos(azimuth), y: across * Math.sin(azimuth), z: Math.sin(elevation) };
}
