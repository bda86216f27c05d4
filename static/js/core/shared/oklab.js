/**
 * Colours in Oklab (Ottosson 2020), a space in which equal distances look equal.
 * @module
 */

/** @typedef {[number, number, number]} Triple */
/** @typedef {[number, number, number]} RGB red, green and blue, 0 to 255 */

/**
 * @param {string} hex `#rrggbb`
 * @returns {RGB}
 */
export function channelsOf(hex) {
  const channel = (/** @type {number} */ at) => parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/**
 * @param {string} hex `#rrggbb`
 * @returns {Triple} lightness, green–red, blue–yellow
 */
export function oklabFromHex(hex) {
  const [r, g, b] = channelsOf(hex).map((channel) => linear(channel / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/**
 * @param {Triple} oklab
 * @returns {string} `#rrggbb`
 */
export function hexFromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map((channel) => byte(gamma(channel)).toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Interpolate colours evenly between stops.
 * @param {string[]} stops at least two, `#rrggbb`
 * @param {number} count at least two
 * @returns {string[]} `count` colours, from the first stop to the last
 */
export function spread(stops, count) {
  const anchors = stops.map(oklabFromHex);
  return Array.from({ length: count }, (_, index) => {
    const place = (index / (count - 1)) * (anchors.length - 1);
    const from = Math.min(Math.floor(place), anchors.length - 2);
    const share = place - from;
    const mixed = anchors[from].map((value, axis) => value + share * (anchors[from + 1][axis] - value));
    return hexFromOklab(/** @type {Triple} */ (mixed));
  });
}

/** @param {number} channel sRGB, 0 to 1 */
function linear(channel) {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** @param {number} channel linear, 0 to 1 */
function gamma(channel) {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}

/** @param {number} channel sRGB, 0 to 1 */
function byte(channel) {
  return Math.round(255 * Math.min(1, Math.max(0, channel)));
}
