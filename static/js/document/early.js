// Runs before the first paint, so that the other theme never flashes up, and styles know that scripts run.
{
  const { dataset } = document.documentElement;
  dataset.scripted = "";
  try {
    const chosen = localStorage.getItem("slopelab.theme");
    if (chosen === "light" || chosen === "dark") dataset.theme = chosen;
  } catch {
    // The browser refuses storage: the theme is the system's.
  }
}
