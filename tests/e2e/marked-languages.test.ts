/** Every text says in which language it is, and what is chosen can be read in colours of the reader's own. */
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyPage } from "./every-page.ts";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Texts in another language than the nearest `lang` says, with the attributes that are read out. */
const unmarked = (page: Page) =>
  page.evaluate(() => {
    /** No language: the mark, addresses, codes and their name, units and keys. */
    const NEUTRAL =
      /^(edgemart|SKU|[\w.+-]+@[\w.-]+|https?:\S+|[A-Z0-9]+(-[A-Z0-9]+)+|[\d.,]+ ?[a-z]{1,3}|--[\w-]+|[\w-]*\d[\w-]*)$/;
    const faults: string[] = [];
    const judge = (element: Element, text: string, what: string) => {
      const words = text.replaceAll(/[\w.+-]+@[\w.-]+/g, "").trim();
      const lang = element.closest("[lang]")?.getAttribute("lang") ?? "";
      const isKorean = /[\u1100-\u11ff가-힣]/.test(words);
      const isLatin = /[a-z]{2}/i.test(words) && !NEUTRAL.test(words);
      if (isKorean && lang !== "ko") faults.push(`${what} "${words.slice(0, 40)}" is ${lang}`);
      if (!isKorean && isLatin && lang !== "en")
        faults.push(`${what} "${words.slice(0, 40)}" is ${lang}`);
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      if (!parent || parent.closest("script, style, code, template")) continue;
      judge(parent, walk.currentNode.textContent ?? "", parent.localName);
    }
    for (const each of document.querySelectorAll("img[alt], [placeholder]")) {
      judge(each, each.getAttribute("alt") ?? each.getAttribute("placeholder") ?? "", "attribute");
    }
    return faults;
  });

/** Lists of what administrators typed: other files type English into fields of Korean texts, and the page believes them. */
const TYPED =
  /^\/(ko|en)\/admin\/(products|categories|brands|attributes|collections|synonyms|audit)/;

describe("storefront B18: the language of every text", () => {
  it("is the one its nearest lang names, on every page in both languages", async () => {
    const found = await everyPage(browser, { viewport: { width: 1280, height: 800 } }, unmarked);
    expect([...new Set(found)].filter((fault) => !TYPED.test(fault))).toEqual([]);
  });

  it("is told of a search typed in the other language, and of the language switch", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/products?q=%EB%A8%B8%EA%B7%B8"));
    expect(await page.locator('h1 [lang="ko"]').innerText()).toBe("머그");
    expect(await page.locator('footer a[lang="ko"]').innerText()).toBe("한국어");
    await page.goto(web("/ko/products?q=mug"));
    expect(await page.locator('h1 [lang="en"]').innerText()).toBe("mug");
    await context.close();
  });
});

/** Chosen, current and closed things whose text cannot be told from its background. */
const unreadable = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const pixel = (colour: string) => {
      if (!canvas) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const ground = (element: Element | null): number[] => {
      if (!element) return pixel("Canvas");
      const own = pixel(getComputedStyle(element).backgroundColor);
      return own[3] === 255 ? own : ground(element.parentElement);
    };
    const light = (rgb: number[]) => {
      const [r = 0, g = 0, b = 0] = rgb.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const states =
      'a[aria-current], label:has(:checked), label:has(:disabled), [data-closed], [aria-selected="true"], button:disabled, summary, [aria-invalid="true"], .button';
    return [...document.querySelectorAll<HTMLElement>(states)]
      .filter((each) => each.checkVisibility() && each.innerText.trim() !== "")
      .flatMap((each) => {
        const texts = [each, ...each.querySelectorAll("*")].filter((part) =>
          [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        );
        return texts.flatMap((part) => {
          const [high = 0, low = 0] = [
            light(pixel(getComputedStyle(part).color)),
            light(ground(part)),
          ].sort((a, b) => b - a);
          const ratio = (high + 0.05) / (low + 0.05);
          // What is closed is grey by the reader's own choice.
          const least = each.matches("label:has(:disabled), [data-closed], :disabled") ? 2 : 4.5;
          return ratio < least ? [`${ratio.toFixed(1)} ${part.outerHTML.slice(0, 80)}`] : [];
        });
      });
  });

describe("storefront B19: colours of the reader's own", () => {
  it("leave every chosen, current, closed and wrong thing readable, on every page", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const wishes = { forcedColors: "active" as const, colorScheme };
      expect(await everyPage(browser, wishes, unreadable)).toEqual([]);
    }
  });

  it("show the chosen order of a list, which nothing else says", async () => {
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
