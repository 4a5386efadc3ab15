/** What can be wrong with any page, judged in the browser from what it shows: one line for each fault. */
import type { Page } from "playwright-core";

/** What sticks out sideways, and targets that lie on each other. */
export const fits = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) faults.push(`scrolls sideways by ${over}`);
    const shown = [
      ...document.querySelectorAll<HTMLElement>(
        "header a, header button, header input, main form button, main form input:not([type=hidden])",
      ),
    ]
      .filter(
        (each) =>
          each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
          !each.closest("[inert]"),
      )
      .map((each) => ({ each, box: each.getBoundingClientRect() }));
    for (const [at, { each, box }] of shown.entries()) {
      for (const { each: other, box: theirs } of shown.slice(at + 1)) {
        const wide = Math.min(box.right, theirs.right) - Math.max(box.left, theirs.left);
        const high = Math.min(box.bottom, theirs.bottom) - Math.max(box.top, theirs.top);
        // Boxes of an inch are one target drawn twice only where one holds the other.
        if (
          wide > 4 &&
          high > 4 &&
          !each.closest("label")?.contains(other) &&
          getComputedStyle(each).position !== "fixed" &&
          !each.closest("[data-shown]") &&
          !other.closest("[data-shown]")
        )
          faults.push(`${each.outerHTML.slice(0, 80)} lies on ${other.outerHTML.slice(0, 80)}`);
      }
    }
    return faults;
  });

/** What is pressed and smaller than a finger needs, links in sentences apart. */
export const small = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "a[href], button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, label:has(input)",
      ),
    ].flatMap((each) => {
      if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
      if (each.closest("[inert]") || each.classList.contains("skip")) return [];
      const isInSentence =
        getComputedStyle(each).display === "inline" && each.closest("p, dd, li, article");
      const cover = getComputedStyle(each, "::after");
      const covers = cover.content !== "none" && cover.position === "absolute";
      if (isInSentence && !covers) return [];
      const { width, height } = (
        covers ? (each.offsetParent ?? each) : each
      ).getBoundingClientRect();
      const side = `${Math.round(width)} × ${Math.round(height)}`;
      return height < 43.5 || width < 24 ? [`${side} ${each.outerHTML.slice(0, 90)}`] : [];
    }),
  );

/** Texts in another language than the nearest `lang` says, with the attributes that are read out. */
export const unmarked = (page: Page) =>
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

/** Chosen, current and closed things whose text cannot be distinguished from its background. */
export const unreadable = (page: Page) =>
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
