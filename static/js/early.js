// Runs before the first paint, so that a chosen theme never flashes the other one, and styles know that scripts run.
{
  const { dataset } = document.documentElement;
  const chosen = localStorage.getItem("slopelab.theme");
  if (chosen === "light" || chosen === "dark") dataset.theme = chosen;
  dataset.scripted = "";
}
