/**
 * The documentation of the API, shown by Swagger UI, which the page loads as a classic script.
 * @module
 */

import { byId } from "../../document/dom.js";
import { bindShortcuts } from "../shared/keyboard.js";
import { bindTheme, theme } from "../shared/theme.js";

/** Attributes that Swagger UI lacks for screen readers: selector, name and value. */
const MISSING_ATTRIBUTES = [
  [".opblock-tag", "aria-level", "2"],
  [".opblock-title, .models h4, .responses-inner h4", "aria-level", "3"],
  [".responses-inner h5", "aria-level", "4"],
  [".copy-to-clipboard button", "aria-label", "Copy"],
  [".body-param__text", "aria-label", "Request body"],
  [".examples-select-element", "aria-label", "Examples"],
  [".responses-table", "role", "table"],
];

/**
 * Turns off the links of operations and groups, which are within buttons, where links are not allowed. The address
 * still changes.
 * @param {any} system Swagger UI's
 */
const withoutLinks = ({ React }) => ({
  wrapComponents: {
    DeepLink: (/** @type {unknown} */ DeepLink) => (/** @type {object} */ properties) =>
      React.createElement(DeepLink, { ...properties, enabled: false }),
  },
});

const swagger = /** @type {any} */ (window).SwaggerUIBundle;
const place = byId("documentation");

swagger({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  presets: [swagger.presets.apis],
  plugins: [withoutLinks],
  layout: "BaseLayout",
});

new MutationObserver(addMissingAttributes).observe(place, { childList: true, subtree: true });
bindShortcuts({ t: bindTheme(showTheme) });
showTheme();

function addMissingAttributes() {
  for (const [selector, attribute, value] of MISSING_ATTRIBUTES)
    for (const element of place.querySelectorAll(selector)) element.setAttribute(attribute, value);
}

function showTheme() {
  document.documentElement.classList.toggle("dark-mode", theme() === "dark");
}
