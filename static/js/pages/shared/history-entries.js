/**
 * Entries of the history for what is chosen; all that is typed into a field in one go is one entry.
 * @module
 */

/** @returns {(url: string) => void} writes an address that going back undoes */
export function createEntryWriter() {
  /** @type {Element | null} the field whose typing the last entry holds */
  let typedIn = null;
  const settle = () => (typedIn = null);
  document.addEventListener("focusin", settle);
  window.addEventListener("popstate", settle);
  return (url) => {
    const field = document.activeElement?.matches("textarea") ? document.activeElement : null;
    if (field !== null && field === typedIn) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    typedIn = field;
  };
}
