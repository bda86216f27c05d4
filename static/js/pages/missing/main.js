/**
 * A page with nothing on it but links: only the theme can be chosen.
 * @module
 */

import { bindShortcuts } from "../shared/keyboard.js";
import { bindTheme } from "../shared/theme.js";

bindShortcuts({ t: bindTheme(() => {}) });
