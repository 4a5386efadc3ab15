/** The pages of a purchase: bought with keys alone, and what they weigh and how little they move. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { freshEmail } from "@edgemart/testkit/system";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boughtOrder, fillCart, heading, letSee, order, PHONE } from "./buying.ts";
import { pressOn, tabTo, typeInto } from "./keys.ts";
import {
  gzipBytes,
  ownScripts,
  type Scripts,
  scriptsOf,
  shiftOf,
  watchShift,
} from "./page-weight.ts";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

describe("orders 68: a purchase", () => {
  test("is made with keys alone, from the home page to the paid order", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en"), { waitUntil: "networkidle" });
    await pressOn(page, 'main a[href^="/en/products/"]');
    await page.waitForURL(/\/en\/products\/[a-z0-9-]+/);
    await pressOn(page, '#buy button[type="submit"]');
    await page
      .locator('[role="dialog"] a[href="/en/checkout"], dialog a[href="/en/checkout"]')
      .waitFor();
    await pressOn(page, 'a[href="/en/checkout"]');
    await page.waitForURL(web("/en/checkout"));
    await typeInto(page, 'main input[name="name"]', "Mina Kim");
    await typeInto(page, 'main input[name="phone"]', "010-1234-5678");
    await typeInto(page, 'main input[name="email"]', freshEmail());
    await typeInto(page, 'main input[name="postcode"]', "04766");
    await typeInto(page, 'main input[name="line1"]', "12 Garam-gil, Seongdong-gu, Seoul");
    await pressOn(page, 'form[action="/api/checkout/place"] button:not([name])');
    await page.waitForURL(/\/checkout\/ord_[a-z0-9]+$/);
    await tabTo(page, 'input[name="instrument"]');
    await pressOn(page, 'input[name="agree"]', "Space");
    await pressOn(page, 'form[action="/api/checkout/pay"] button:not([name])');
    await page.locator('button[name="outcome"][value="pay"]').waitFor();
    await pressOn(page, 'button[name="outcome"][value="pay"]');
    await page.waitForURL(/\/en\/orders\/ord_/);
    expect(await heading(page)).toBe("Paid");
    await context.close();
  });

  test("has pages of at most 160 kB of JavaScript, 15 kB of it ours, that do not move", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    const paid = await boughtOrder();
    await letSee(context, paid);
    await fillCart(context);
    const unpaid = await order(page);
    const paths = [
      ...["/en/checkout", `/en/checkout/${unpaid}`, `/en/orders/${paid.id}`],
      // A page without a part of its own: what all of them load is the framework.
      ...[`/en/orders/${paid.id}/receipt`, "/en/terms"],
    ];
    const scripts = new Map<string, Scripts>();
    const shifts: [string, number][] = [];
    const look = async (path: string) => {
      scripts.set(path, await scriptsOf(context, web(path)));
      const shown = await context.newPage();
      await watchShift(shown);
      await shown.goto(web(path), { waitUntil: "networkidle" });
      shifts.push([path, await shiftOf(shown)]);
      await shown.close();
    };
    for (const path of paths) await look(path);
    expect(shifts.filter(([, shift]) => shift > 0.02)).toEqual([]);
    const heavy = [...scripts].filter(([, all]) => gzipBytes(all) > 160_000);
    expect(heavy.map(([path]) => path)).toEqual([]);
    const own = [...ownScripts(scripts)].map(([path, all]) => [path, gzipBytes(all)] as const);
    expect(own.filter(([, bytes]) => bytes > 15_000)).toEqual([]);
    await context.close();
  });
});
