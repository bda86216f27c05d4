/**
 * Formulas from the server, as elements that can do nothing but be seen.
 * @module
 */

const ELEMENTS = new Set([
  "math",
  "mrow",
  "mi",
  "mn",
  "mo",
  "mtext",
  "mspace",
  "msup",
  "msub",
  "msubsup",
  "mfrac",
  "msqrt",
  "mroot",
  "mtable",
  "mtr",
  "mtd",
  "mover",
  "munder",
  "munderover",
  "mfenced",
  "mstyle",
  "mpadded",
]);
const ATTRIBUTES = new Set(["columnalign", "display", "displaystyle", "stretchy", "fence", "separator", "width"]);
const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @param {string} source MathML
 * @returns {Node} the formula; elements and attributes outside the lists are left out
 */
export function mathElement(source) {
  return copy(new DOMParser().parseFromString(source, "application/xml").documentElement);
}

/**
 * @param {Element} original
 * @returns {Node}
 */
function copy(original) {
  if (!ELEMENTS.has(original.localName)) return document.createTextNode("");
  const element = document.createElementNS(NAMESPACE, original.localName);
  for (const { name, value } of original.attributes) if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  for (const child of original.childNodes) {
    if (child instanceof Element) element.append(copy(child));
    else if (child instanceof Text) element.append(child.data);
  }
  return element;
}
