/**
 * Exports of extracted features as text.
 * @module
 */

/** @typedef {import("./client.js").Features} Features */

/**
 * @param {Record<string, string>} fields
 * @param {string} origin of the server
 * @returns {string} a command for a shell
 */
export function curlFor(fields, origin) {
  const parts = Object.entries(fields).map(([name, value]) => `-F ${name}=${value}`);
  return ["curl -F image=@picture.png", ...parts, `${origin}/api/features`].join(" ");
}

/**
 * @param {Record<string, string>} fields
 * @param {string} origin of the server
 * @returns {string} a program that needs httpx
 */
export function pythonFor(fields, origin) {
  return `import httpx

with open("picture.png", "rb") as file:
    answer = httpx.post(
        ${JSON.stringify(`${origin}/api/features`)},
        files={"image": file},
        data=${JSON.stringify(fields)},
    )
features = answer.json()
print(features["image"])
`;
}

/**
 * @param {Features} features one of them
 * @returns {string} a table with a row for each bin, cell or keypoint
 */
export function csvOf({ pixels, color, hog, sift, words, cnn, vectors }) {
  if (color) {
    const rgb = color.rgb.r.map((count, level) => [`level ${level}`, count, color.rgb.g[level], color.rgb.b[level]]);
    const hue = color.hue.map((count, bin) => [`hue ${bin}`, count, "", ""]);
    return table([["bin", "red", "green", "blue"], ...rgb, ...hue]);
  }
  if (hog) {
    const bins = Array.from({ length: hog.orientations }, (_, bin) => `bin ${bin}`);
    const cells = hog.histogram.flatMap((row, index) => row.map((values, column) => [index, column, ...values]));
    return table([["row", "column", ...bins], ...cells]);
  }
  if (sift) {
    const names = /** @type {const} */ (["x", "y", "size", "angle", "response"]);
    return table([[...names], ...sift.keypoints.map((keypoint) => names.map((name) => keypoint[name]))]);
  }
  if (words) return table([["word", "count"], ...words.histogram.map((count, word) => [word, count])]);
  const vector = cnn?.features ?? Object.values(vectors ?? {})[0];
  if (vector) return table([["number", "value"], ...vector.map((value, index) => [index, value])]);
  return table([
    ["channel", "mean"],
    ...["red", "green", "blue"].map((name, index) => [name, pixels?.mean[index] ?? ""]),
  ]);
}

/** @param {(string | number)[][]} rows */
function table(rows) {
  return `${rows.map((row) => row.join(",")).join("\n")}\n`;
}
