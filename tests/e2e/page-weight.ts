/** What a page loads and how much it moves: bytes and sums, never times. */
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";

/** Texts that only sources of the storefront hold. */
const OURS =
  /useSession is used outside Stores|\/api\/cart|\/api\/suggest|data-picture|has-script|needs-script/;

/** A page's scripts by their address, as texts. */
export type Scripts = Map<string, string>;

/** Gives the scripts that a page loads. @param url complete address */
export async function scriptsOf(context: BrowserContext, url: string): Promise<Scripts> {
  const page = await context.newPage();
  const texts: Scripts = new Map();
  const bodies: Promise<unknown>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(response.text().then((text) => texts.set(response.url(), text)));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await Promise.all(bodies);
  await page.close();
  return texts;
}

/** Bytes of scripts as they are sent. */
export const gzipBytes = (scripts: Scripts) =>
  [...scripts.values()].reduce((sum, text) => sum + gzipSync(text).byteLength, 0);

/**
 * Gives, of each page, the scripts that are the shop's own: chunks with sources of the storefront, and what only some
 * pages load.
 *
 * @param pages of which one at least has nothing of its own, so that what all load is the framework
 */
export function ownScripts(pages: Map<string, Scripts>): Map<string, Scripts> {
  const everywhere = (url: string) => [...pages.values()].every((chunks) => chunks.has(url));
  return new Map(
    [...pages].map(([path, chunks]) => {
      const own = [...chunks].filter(([url, text]) => OURS.test(text) || !everywhere(url));
      return [path, new Map(own)];
    }),
  );
}

/** Begins to sum up how far a page's parts move. Is called before the page is opened. */
export function watchShift(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (
          entry as unknown as { value: number }
        ).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What `watchShift` has summed up. */
export function shiftOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shift: number }).shift);
}
