/**
 * A page with nothing on it but links: only the theme can be chosen.
 * @module
 */

import { bindShortcuts } from "./keyboard.js";
import { bindTheme } from "./theme.js";

bindShortcuts({ t: bindTheme(() => {}) });
