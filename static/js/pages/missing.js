/**
 * A page with nothing on it but links: only the theme can be chosen.
 * @module
 */

import { bindTheme } from "./theme.js";

bindTheme(() => {});
