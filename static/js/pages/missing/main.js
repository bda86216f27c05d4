/**
 * The page for addresses that do not exist. It has only links and the choice of the theme.
 * @module
 */

import { bindShortcuts } from "../shared/keyboard.js";
import { bindTheme } from "../shared/theme.js";

bindShortcuts({ t: bindTheme(() => {}) });
