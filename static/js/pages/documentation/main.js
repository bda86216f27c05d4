/**
 * The API's documentation: the schema as Swagger UI shows it, which the page loads as a classic script.
 * @module
 */

import { byId } from "../../document/dom.js";
import { bindShortcuts } from "../shared/keyboard.js";
import { bindTheme, theme } from "../shared/theme.js";

/** What Swagger UI leaves unsaid to those who do not see its page: an attribute of all elements that match. */
const UNSAID = [
  [".opblock-tag", "aria-level", "2"],
  [".opblock-title, .models h4, .responses-inner h4", "aria-level", "3"],
  [".responses-inner h5", "aria-level", "4"],
  [".copy-to-clipboard button", "aria-label", "Copy"],
  [".body-param__text", "aria-label", "Request body"],
  [".examples-select-element", "aria-label", "Examples"],
  [".responses-table", "role", "table"],
];

/**
 * Links of operations and their groups lie within buttons, where no link may be. The address still follows what is opened.
 * @param {any} system Swagger UI's
 */
const linksThatAreNone = ({ React }) => ({
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
  plugins: [linksThatAreNone],
  layout: "BaseLayout",
});

new MutationObserver(sayIt).observe(place, { childList: true, subtree: true });
bindShortcuts({ t: bindTheme(showTheme) });
showTheme();

function sayIt() {
  for (const [selector, attribute, value] of UNSAID)
    for (const element of place.querySelectorAll(selector)) element.setAttribute(attribute, value);
}

function showTheme() {
  document.documentElement.classList.toggle("dark-mode", theme() === "dark");
}
