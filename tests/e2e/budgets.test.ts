/** What a page may weigh and how little it may move: bytes and counts, never times. */

import { gzipSync } from "node:zlib";
import { launchBrowser } from "@edgemart/testkit/browser";
import { system } from "@edgemart/testkit/system";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PAGES, OPEN_PAGES, OWN_PAGES } from "./every-page.ts";
import {
  gzipBytes,
  ownScripts,
  type Scripts,
  scriptsOf,
  shiftOf,
  watchShift,
} from "./page-weight.ts";
import { enter, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const KB = 1000;
const PAGES = [...OPEN_PAGES, "/nothing-here"];
const SIGNED_IN = [...OWN_PAGES, ...ADMIN_PAGES];
describe("storefront 44: budgets of a page, gzip", () => {
  // Several at once: each waits half a second for a network that is quiet.
  test.concurrent.each(PAGES)(
    "/ko%s: JavaScript ≤ 160 kB, CSS ≤ 15 kB, layout shift ≤ 0.02, nobody else asked",
    async (path) => {
      const { context, page, complaints } = await openVisit(browser, {
        viewport: { width: 390, height: 844 },
      });
      const weights = { script: 0, stylesheet: 0 };
      const bodies: Promise<void>[] = [];
      page.on("response", (response) => {
        const kind = response.request().resourceType();
        if (kind !== "script" && kind !== "stylesheet") return;
        bodies.push(
          response.body().then((body) => {
            weights[kind] += gzipSync(body).byteLength;
          }),
        );
      });
      await watchShift(page);
      await page.goto(web(`/ko${path}`), { waitUntil: "networkidle" });
      await Promise.all(bodies);
      expect(weights.script).toBeLessThanOrEqual(160 * KB);
      expect(weights.stylesheet).toBeLessThanOrEqual(15 * KB);
      expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
      // Pictures that do not come are among what a browser complains of.
      const isMeant = (line: string) => path === "/nothing-here" && /status of 404/.test(line);
      expect(complaints.filter((line) => !isMeant(line))).toEqual([]);
      await context.close();
    },
  );

  test("what is ours of it is at most 25 kB on any page", async () => {
    const { context, page } = await openVisit(browser);
    await enter(page, system().admin);
    const scripts = new Map<string, Scripts>();
    const waiting = [...PAGES, ...SIGNED_IN];
    const lane = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        scripts.set(path, await scriptsOf(context, web(`/ko${path}`)));
      }
    };
    await Promise.all(Array.from({ length: 4 }, lane));
    await context.close();
    const ours = [...ownScripts(scripts)].map(([path, own]) => {
      expect(own.size, path).toBeGreaterThan(0);
      return { path, bytes: gzipBytes(own) };
    });
    expect(ours.filter(({ bytes }) => bytes > 25 * KB)).toEqual([]);
  });
});
