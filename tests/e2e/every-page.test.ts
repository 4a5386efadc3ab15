/** What holds on every page: accessibility, reflow, targets of a finger, the language of texts, colours of the reader's own. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PAGES } from "../../web/src/pages.ts";
import { everyPage } from "./every-page.ts";
import { fits, small, unmarked, unreadable } from "./judgements.ts";
import { awaken, openVisit, settled, violations, web } from "./visit.ts";

const WALK_MS = 900_000;
const DESK = { width: 1280, height: 800 };
const USUAL = {
  ...{ fontSize: 16, viewport: DESK, touch: false },
  ...({ forcedColors: "none", colorScheme: "light" } as const),
} as const;
const PHONE = { ...USUAL, viewport: { width: 390, height: 844 }, touch: true } as const;

/** All that axe finds, and anything but one heading. */
const good = async (page: Page) => {
  const headings = await page.locator("h1").count();
  return [...(headings === 1 ? [] : [`${headings} headings h1`]), ...(await violations(page))];
};
/** A theme changes colours alone. */
const contrast = (page: Page) => violations(page, "color-contrast");

/** How a page is shown for a judgement, and the judgement. */
const JUDGED = {
  narrow: { ...USUAL, viewport: { width: 320, height: 640 }, judge: fits },
  large: { ...USUAL, fontSize: 32, judge: fits },
  language: { ...USUAL, judge: unmarked },
  forcedLight: { ...USUAL, forcedColors: "active", judge: unreadable },
  forcedDark: { ...USUAL, forcedColors: "active", colorScheme: "dark", judge: unreadable },
  touch: { ...PHONE, judge: small },
  light: { ...PHONE, judge: good },
  dark: { ...PHONE, colorScheme: "dark", judge: contrast },
} as const;
type Judgement = keyof typeof JUDGED | "complaints";

/** Pages that were judged, and their faults, one line each. */
const judged = {} as Record<Judgement, { pages: number; faults: string[] }>;

function note(what: Judgement, path: string, faults: readonly string[]): void {
  judged[what] ??= { pages: 0, faults: [] };
  judged[what].pages += 1;
  for (const fault of faults) judged[what].faults.push(`${path}: ${fault}`);
}

/** Shows a page in each way in turn: one load serves all of them. */
async function eachWay(page: Page, act: (what: keyof typeof JUDGED) => Promise<unknown>) {
  const browserOf = await page.context().newCDPSession(page);
  for (const [what, way] of Object.entries(JUDGED)) {
    const { viewport, fontSize, touch, judge: _judge, ...media } = way;
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    await browserOf.send("Page.setFontSizes", { fontSizes: { standard: fontSize } });
    await browserOf.send("Emulation.setTouchEmulationEnabled", { enabled: touch });
    await settled(page);
    await act(what as keyof typeof JUDGED);
  }
  await browserOf.detach();
}

/** Pages that are refused, and a way back that is asked without what came back, say so to the browser too. */
const REFUSED = /^\/\w+(\/nothing-here|\/admin\/members|\/account\/points\/return)$/;

async function askAll(page: Page, path: string, complaints: readonly string[]): Promise<void> {
  await eachWay(page, async (what) => note(what, path, await JUDGED[what].judge(page)));
  const isTold = (line: string) => REFUSED.test(path) && /status of 40[34]/.test(line);
  note(
    "complaints",
    path,
    complaints.filter((line) => !isTold(line)),
  );
}

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
  await everyPage(browser, { viewport: JUDGED.narrow.viewport }, askAll);
}, WALK_MS);
afterAll(() => browser?.close());

test("each judgement is of each page", () => {
  const counts = Object.values(judged).map(({ pages }) => pages);
  expect(counts.length).toBe(Object.keys(JUDGED).length + 1);
  expect(new Set(counts).size).toBe(1);
  expect(counts[0]).toBeGreaterThan(2 * PAGES.length);
});

test("a page is shown as each judgement asks for", async () => {
  const { context, page } = await openVisit(browser);
  await page.goto(web("/en/terms"));
  const shown: unknown[] = [];
  await eachWay(page, async () => {
    const way = page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("p"));
      probe.style.fontSize = "medium";
      const { fontSize } = getComputedStyle(probe);
      const isSo = (query: string) => matchMedia(query).matches;
      probe.remove();
      return [
        ...[innerWidth, fontSize],
        ...[isSo("(forced-colors: active)"), isSo("(prefers-color-scheme: dark)")],
        isSo("(pointer: coarse)"),
      ];
    });
    shown.push(await way);
  });
  const wanted = Object.values(JUDGED).map((one) => [
    ...[one.viewport.width, `${one.fontSize}px`],
    ...[one.forcedColors === "active", one.colorScheme === "dark", one.touch],
  ]);
  expect(shown).toEqual(wanted);
  await context.close();
});

describe("storefront 13, 37: accessibility", () => {
  test("no page has an axe violation, in either theme, on a phone; each has one heading", () => {
    expect([...judged.light.faults, ...judged.dark.faults]).toEqual([]);
  });

  test("no page has anything to complain of in the browser, or asks another host", () => {
    expect(judged.complaints.faults).toEqual([]);
  });
});

describe("storefront 41: reflow", () => {
  test("no page scrolls sideways at 320 px, and no target lies on another (WCAG 1.4.10)", () => {
    expect(judged.narrow.faults).toEqual([]);
  });

  test("nor with the reader's text twice as large on a desk (WCAG 1.4.4)", () => {
    expect(judged.large.faults).toEqual([]);
  });
});

describe("storefront 42: a finger", () => {
  test("whatever is pressed is at least 44 px high and 24 px wide on a touch screen, links in sentences apart", () => {
    expect(judged.touch.faults).toEqual([]);
  });
});

/** Lists of what administrators typed: other files type English into fields of Korean texts, and the page believes them. */
const TYPED =
  /^\/(ko|en)\/admin\/(products|categories|brands|attributes|collections|synonyms|audit)/;

describe("storefront B18: the language of every text", () => {
  test("is the one its nearest lang names, on every page in both languages", () => {
    const faults = judged.language.faults.filter((fault) => !TYPED.test(fault));
    expect([...new Set(faults)]).toEqual([]);
  });

  test("is told of a search typed in the other language, and of the language switch", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/products?q=%EB%A8%B8%EA%B7%B8"));
    expect(await page.locator('h1 [lang="ko"]').innerText()).toBe("머그");
    expect(await page.locator('footer a[lang="ko"]').innerText()).toBe("한국어");
    await page.goto(web("/ko/products?q=mug"));
    expect(await page.locator('h1 [lang="en"]').innerText()).toBe("mug");
    await context.close();
  });
});

describe("storefront B19: colours of the reader's own", () => {
  test("leave every chosen, current, closed and wrong thing readable, on every page", () => {
    expect([...judged.forcedLight.faults, ...judged.forcedDark.faults]).toEqual([]);
  });

  test("show the chosen order of a list, which nothing else says", async () => {
    const { context, page } = await openVisit(browser, { forcedColors: "active" });
    await page.goto(web("/ko/products?sort=price"));
    const order = page.locator("main nav a[aria-current]", { hasText: "낮은 가격순" });
    const [colour, ground] = await order.evaluate((each) => {
      const style = getComputedStyle(each);
      return [style.color, style.backgroundColor];
    });
    expect(ground).not.toBe(colour);
    const others = page.locator('main nav:has(a[href*="sort=-price"]) a:not([aria-current])');
    const grounds = await others.evaluateAll((all) =>
      all.map((each) => getComputedStyle(each).backgroundColor),
    );
    expect(grounds.length).toBeGreaterThan(2);
    expect(grounds).not.toContain(ground);
    await context.close();
  });
});
