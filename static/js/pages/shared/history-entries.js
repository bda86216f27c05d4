/**
 * Entries of the browser's history for choices. Text typed into a field without leaving it is a single entry.
 * @module
 */

/** @returns {(url: string) => void} writes an address as an entry that the back button undoes */
export function createEntryWriter() {
  /** @type {Element | null} the field whose text the last entry holds */
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
