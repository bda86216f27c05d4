/**
 * Assembles the lesson. The figure of a section is loaded when it comes near, and runs while it is visible.
 * @module
 */

import { loadPlotly } from "../../charts/plotly.js";
import { fetchCatalogue } from "../../core/landscapes/client.js";
import { fetchDatasets } from "../../core/shared/uploads.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { bindShortcuts } from "../shared/keyboard.js";
import { start } from "../shared/start.js";
import { bindTheme } from "../shared/theme.js";
import { reportAbsent } from "../shared/link-banner.js";
import { linkAsides } from "./links.js";
import { Chapter } from "./chapter.js";

/** @type {Record<string, () => Promise<import("./figure.js").OpenFigure>>} */
const FIGURES = {
  s1: async () => (await import("./figures/four-optimizers.js")).open,
  s2: async () => (await import("./figures/dimension.js")).open,
  s3: async () => (await import("./figures/blindfold.js")).open,
  s4: async () => (await import("./figures/numeric-gradient-cost.js")).open,
  s5: async () => (await import("./figures/gradient-check.js")).open,
  s6: async () => (await import("./figures/learning-rate.js")).open,
  s7: async () => (await import("./figures/minibatches.js")).open,
  s8: async () => (await import("./figures/rgb-channels.js")).open,
  s9: async () => (await import("./figures/hue-histogram.js")).open,
  s10: async () => (await import("./figures/edge-histograms.js")).open,
  s11: async () => (await import("./figures/visual-words.js")).open,
  s12: async () => (await import("./figures/designed-features.js")).open,
  s13: async () => (await import("./figures/learned-features.js")).open,
};

/** The distance from the window at which a section counts as near. */
const NEAR = "600px 0px";
/** The visible shares of a figure at which the browser checks whether it counts as visible. */
const SHARES = Array.from({ length: 11 }, (_, tenth) => tenth / 10);

await start(open);

async function open() {
  const provisions = {
    plotly: once(loadPlotly),
    catalogue: once(fetchCatalogue),
    datasets: once(() => fetchDatasets(null)),
  };
  const chapters = new Map(
    Object.entries(FIGURES).map(([code, load]) => [byId(code), new Chapter(byId(code), load, provisions)]),
  );
  const chapterOf = (/** @type {Element} */ figure) =>
    /** @type {Chapter} */ (chapters.get(/** @type {HTMLElement} */ (figure.parentElement)));
  const near = new IntersectionObserver(
    (entries) =>
      entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => chapterOf(target).approach()),
    { rootMargin: NEAR },
  );
  const visible = new IntersectionObserver(
    (entries) => entries.forEach((entry) => chapterOf(entry.target).setVisible(isVisible(entry))),
    { threshold: SHARES },
  );
  for (const section of chapters.keys()) {
    const figure = /** @type {Element} */ (section.lastElementChild);
    near.observe(figure);
    visible.observe(figure);
  }
  /** @type {{recolour: () => void} | null} */
  let end = null;
  const openEnd = async () => {
    try {
      const { limits } = await provisions.catalogue();
      end = await (await import("./end.js")).open(limits);
      hideBanner("end-banner");
    } catch (error) {
      const text = isServerTrouble(error) ? problemText(error) : t("lesson.broken");
      showBanner("end-banner", text, t("banner.try_again"), openEnd);
    }
  };
  whenNear(byId("end"), openEnd);
  const toggleTheme = bindTheme(() => {
    chapters.forEach(async ({ figure }) => (await figure)?.recolour());
    end?.recolour();
  });
  bindShortcuts({ t: toggleTheme });
  bindLanguageLink();
  const [, section = ""] = location.hash.split("#");
  if (section !== "" && !document.getElementById(section)) reportAbsent(section);
  linkAsides(await provisions.catalogue());
}

/**
 * @param {IntersectionObserverEntry} entry
 * @returns {boolean} whether half of the figure is in the window, or it fills half of the window
 */
function isVisible({ intersectionRatio, intersectionRect }) {
  return intersectionRatio >= 0.5 || intersectionRect.height >= window.innerHeight / 2;
}

/**
 * @param {HTMLElement} element
 * @param {() => void} act called once, when the element comes near
 */
function whenNear(element, act) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: NEAR },
  );
  observer.observe(element);
}

/** Let the link to the other language lead to the same section. */
function bindLanguageLink() {
  const link = /** @type {HTMLAnchorElement} */ (byId("language"));
  link.addEventListener("click", () => {
    const sections = [...document.querySelectorAll("section[id]")];
    const current = sections.findLast((section) => section.getBoundingClientRect().top < window.innerHeight / 2);
    link.hash = current ? `#${current.id}` : "";
  });
}

/**
 * @template T
 * @param {() => Promise<T>} get
 * @returns {() => Promise<T>} calls `get` when it is first needed, and again only if that has failed
 */
function once(get) {
  /** @type {Promise<T> | null} */
  let promise = null;
  return () => {
    promise ??= get().catch((error) => {
      promise = null;
      throw error;
    });
    return promise;
  };
}
