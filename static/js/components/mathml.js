/**
 * Formulas from the server as MathML elements. Elements and attributes that could do more than display are removed.
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
const SIGNS = new Set(["+", "−"]);
const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @param {string} source MathML
 * @returns {Node} the formula; elements and attributes outside the lists are left out
 */
export function mathElement(source) {
  return copy(new DOMParser().parseFromString(source, "application/xml").documentElement);
}

/**
 * A formula that may break into lines before the plus and minus signs of its outermost sum.
 * @param {string} source MathML
 * @returns {Node[]} the terms, each after its sign, with spaces between them
 */
export function breakableMath(source) {
  const [body] = new DOMParser().parseFromString(source, "application/xml").documentElement.children;
  return termsOf(body).flatMap((term, index) => {
    const math = document.createElementNS(NAMESPACE, "math");
    math.append(...term.map(copy));
    if (index > 0) /** @type {Element} */ (math.firstElementChild).setAttribute("form", "infix");
    return index > 0 ? [document.createTextNode(" "), math] : [math];
  });
}

/**
 * @param {Element} element
 * @returns {Element[][]} the terms of a sum, each but the first with its sign; any other formula as a single term
 */
function termsOf(element) {
  const [left, sign, right] = element.children;
  const isSum = element.localName === "mrow" && element.childElementCount === 3 && SIGNS.has(sign.textContent ?? "");
  return isSum ? [...termsOf(left), [sign, right]] : [[element]];
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
