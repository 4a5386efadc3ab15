/** What a page may weigh and how still it must stand: bytes and counts, never times. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../tools/run-command.ts";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const KB = 1000;
const PAGES = [
  "",
  "/products",
  "/products/dalmaji-mug",
  "/cart",
  "/login",
  "/register",
  "/terms",
  "/design",
  "/nothing-here",
];

describe("storefront 44: budgets of a page, gzip", () => {
  it.each(PAGES)(
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
      await page.addInitScript(() => {
        Object.assign(window, { shift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            (window as unknown as { shift: number }).shift += (
              entry as unknown as { value: number }
            ).value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(web(`/ko${path}`), { waitUntil: "networkidle" });
      await Promise.all(bodies);
      expect(weights.script).toBeLessThanOrEqual(160 * KB);
      expect(weights.stylesheet).toBeLessThanOrEqual(15 * KB);
      expect(
        await page.evaluate(() => (window as unknown as { shift: number }).shift),
      ).toBeLessThanOrEqual(0.02);
      expect(complaints.filter((line) => line.startsWith("foreign"))).toEqual([]);
      await context.close();
    },
  );

  it("what is ours of it is at most 25 kB on any page: the page's chunks without those an empty page of the framework has", async () => {
    // Ours are the chunks that hold the storefront's own sources.
    const folder = join(ROOT, "web/.open-next/assets/_next/static/chunks");
    const ours = new Map<string, number>();
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".js")) continue;
      const text = readFileSync(join(folder, file), "utf8");
      if (
        /useSession stands outside Stores|\/api\/cart|\/api\/suggest|data-picture|has-script|needs-script/.test(
          text,
        )
      ) {
        ours.set(file, gzipSync(text).byteLength);
      }
    }
    const total = [...ours.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(ours.size).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(25 * KB);
  });
});
