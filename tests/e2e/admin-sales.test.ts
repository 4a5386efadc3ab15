/** The administration of orders, payments and points in a real browser: plain forms, so most of it without script. */
import { randomUUID } from "node:crypto";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newMember, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillIn, send } from "./act-forms.ts";
import { openDesk, pressInPlace } from "./admin-desk.ts";
import { paidOrder } from "./placed-order.ts";
import { ageProof, awaken, expectGood, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };
const SKU = "DAL-0001-MOSS";

const badges = (page: Page) => page.locator("main h3 span, main h1 ~ div span").allInnerTexts();

/** How many tables are wider than the box they scroll in. */
const cutTables = (page: Page) =>
  page
    .locator("main section:has(> table)")
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);

describe("orders 42: an administrator", () => {
  test("finds a paid order, ships it in two parcels, takes a return back and gives goodwill, all without script", async () => {
    const { id, number } = await paidOrder({ items: [{ sku: SKU, quantity: 3 }] });
    const { context, page } = await openDesk(browser, "/orders", PLAIN);
    await page.locator("#order-q").fill(number.toLowerCase());
    await page.locator("main search button").click();
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.locator("tbody th a").click();
    await page.waitForURL(web(`/en/admin/orders/${id}`));

    expect(await send(page, "prepare", { "units.1": "9" })).toBe("alert");
    expect(await page.locator("#ship-units\\.1").inputValue()).toBe("9");
    expect(await send(page, "prepare", { "units.1": "2" })).toBe("status");
    expect(await send(page, "ship", { carrier: "cj", trackingNumber: "12" })).toBe("alert");
    const parcel = { carrier: "cj", trackingNumber: "6411 1234 5678" };
    expect(await send(page, "ship", parcel)).toBe("status");
    expect(await page.locator('a[href*="641112345678"]').count()).toBe(1);
    expect(await send(page, "deliver")).toBe("status");
    expect(await send(page, "prepare")).toBe("status");
    expect(await send(page, "void")).toBe("status");
    expect(await send(page, "prepare")).toBe("status");
    expect(await send(page, "ship", { ...parcel, trackingNumber: "641199990000" })).toBe("status");
    expect(await send(page, "deliver")).toBe("status");

    const asked = { "units.1": "2", returnReason: "defective", note: "A crack" };
    expect(await send(page, "open-return", asked)).toBe("status");
    if (await page.locator('input[value="approve"]').count()) {
      expect(await send(page, "approve")).toBe("status");
    }
    expect(await send(page, "receive", { "received.1": "1", "restocked.1": "2" })).toBe("alert");
    expect(await send(page, "receive", { "received.1": "1", "restocked.1": "0" })).toBe("status");
    expect(await send(page, "goodwill", { amount: "99,999,999", reason: "Too much" })).toBe(
      "alert",
    );
    expect(await send(page, "goodwill", { amount: "₩1,000", reason: "A late parcel" })).toBe(
      "status",
    );
    expect(await badges(page)).toContain("Refunded");

    await page.locator(`a[href="/en/admin/orders/${id}/timeline"]`).click();
    const names = await page
      .locator("tbody th[data-name]")
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.name ?? ""));
    for (const name of ["placed", "paid", "parcel_shipped", "return_received", "goodwill_begun"]) {
      expect(names).toContain(name);
    }
    await context.close();
  });

  test("cancels units in place, with what is typed elsewhere on the page left as it is", async () => {
    const { id } = await paidOrder({ items: [{ sku: SKU, quantity: 2 }] });
    const { context, page, complaints } = await openDesk(browser, `/orders/${id}`);
    await fillIn(page, "goodwill", { reason: "Typed and not sent" });
    const button = await fillIn(page, "cancel-part", { "units.1": "1", reason: "Out of stock" });
    expect(await pressInPlace(page, button)).toBe("status");
    expect(await page.locator("#goodwill-reason").inputValue()).toBe("Typed and not sent");
    expect(await page.locator("tbody tr td:nth-child(4)").first().innerText()).toBe("1");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("orders 57.34: is asked for the password where money is concerned, in the form itself, and not for shipping", async () => {
    const { id } = await paidOrder();
    const { context, page } = await openDesk(browser, `/orders/${id}`, PLAIN);
    await ageProof(context);
    expect(await send(page, "prepare")).toBe("status");
    await page.goto(web(`/en/admin/orders/${id}`));
    const typed = { amount: "500", reason: "A scratch" };
    expect(await send(page, "goodwill", { ...typed, password: "wrong" })).toBe("alert");
    expect(await page.locator("#goodwill-reason").inputValue()).toBe("A scratch");
    expect(await send(page, "goodwill", { password: system().admin.password })).toBe("status");
    expect(await page.locator('main input[name="password"]').count()).toBe(0);
    await context.close();
  });
});

describe("orders 6, 7, 42: an administrator", () => {
  test("makes a coupon that a shopper then uses, and sees who saved first when two change it", async () => {
    const code = `E2E-${randomUUID().slice(0, 8)}`.toUpperCase();
    const { context, page } = await openDesk(browser, "/coupons", PLAIN);
    const names = { "name.ko": "시험", "name.en": "Trial" };
    expect(await send(page, "create", { ...names, code, value: "101" })).toBe("alert");
    expect(await send(page, "create", { ...names, code, value: "10" })).toBe("status");
    const placed = await paidOrder({ couponCode: code.toLowerCase() });
    const order = await api(`/api/guest/orders/${placed.id}`, {
      headers: { "x-order-token": placed.token },
    });
    const { itemsTotal, discount } = (await order.json()) as Record<
      string,
      { amountMinor: number }
    >;
    expect(discount?.amountMinor).toBe(Math.floor((itemsTotal?.amountMinor ?? 0) / 10));

    await page.locator(`main a[href="/en/admin/coupons/${code}"]`).click();
    const second = await context.newPage();
    await second.goto(page.url());
    expect(await send(page, "change", { "name.en": "First" })).toBe("status");
    expect(await send(second, "change", { "name.en": "Second" })).toBe("alert");
    expect(await second.locator("#notice dd").allInnerTexts()).toEqual(["First", "Second"]);
    expect(await send(second, "change")).toBe("status");
    await context.close();
  });

  test("adds a delivery method and changes its fee: what an order costs changes with it", async () => {
    const id = `e2e-${randomUUID().slice(0, 8)}`;
    const { context, page } = await openDesk(browser, "/shipping", PLAIN);
    const names = { "name.ko": "빠른 배송", "name.en": "Express" };
    const fee = async () => {
      const json = { items: [{ sku: SKU, quantity: 1 }], shippingMethod: id };
      const quote = await api("/api/orders/quote", { json });
      return ((await quote.json()) as { shipping: { amountMinor: number } }).shipping.amountMinor;
    };
    const made = { ...names, methodId: id, feeMinor: "5,000", position: "900" };
    expect(await send(page, "create", made)).toBe("status");
    expect(await fee()).toBe(5_000);
    const its = page.locator(`form:has(input[name="id"][value="${id}"])`);
    await page.locator(`details:has(input[name="id"][value="${id}"]) > summary`).click();
    await its.locator('[name="feeMinor"]').fill("₩4,500");
    await its.locator('button[type="submit"]').click();
    await page.locator('#notice[role="status"]').waitFor();
    expect(await fee()).toBe(4_500);
    await context.close();
  });
});

describe("payments 37: an administrator", () => {
  test("finds the payment of an order with what the gateway was asked, and compares the books", async () => {
    const { id } = await paidOrder();
    const { context, page } = await openDesk(browser, "/payments", PLAIN);
    await page.locator("#payment-q").fill(id);
    await page.locator("main search button").click();
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.locator("tbody th a").click();
    expect(await page.locator("[aria-labelledby='calls'] tbody tr").count()).toBe(1);
    await page.goto(web("/en/admin/payments/differences"));
    expect(await send(page, "compare")).toBe("status");
    await context.close();
  });
});

describe("points 6: an administrator", () => {
  test("finds a member, gives points, and is asked for the password in the form itself when it is due", async () => {
    const member = await newMember();
    const { context, page } = await openDesk(browser, "/points", PLAIN);
    await page.locator("#points-q").fill(member.email);
    await page.locator("main search button").click();
    await page.locator(`main a[href="/en/admin/points/${member.id}"]`).click();
    expect(await send(page, "adjust", { amount: "1,200", reason: "A late parcel" })).toBe("status");
    expect(await send(page, "adjust", { amount: "-9000", reason: "Too many" })).toBe("alert");
    expect(await page.locator("#adjust-amount").inputValue()).toBe("-9000");
    await ageProof(context);
    // The page was shown before the proof grew old: what was typed comes back, with a field for the password.
    expect(await send(page, "adjust", { amount: "-200", reason: "Corrected" })).toBe("alert");
    expect(await page.locator("#adjust-amount").inputValue()).toBe("-200");
    expect(await send(page, "adjust", { password: "not the password" })).toBe("alert");
    expect(await page.locator("#adjust-reason").inputValue()).toBe("Corrected");
    expect(await send(page, "adjust", { password: system().admin.password })).toBe("status");
    expect(await page.locator('input[name="password"]').count()).toBe(0);
    const amounts = await page.locator("tbody tr td:nth-child(3)").allInnerTexts();
    expect(amounts).toEqual(["-200", "+1,200"]);
    await context.close();
  });
});

describe("orders 53: every page of it", () => {
  test.each([
    ["on a desk", { width: 1440, height: 900 }],
    ["on a phone", { width: 390, height: 844 }],
  ])("is good in both languages and themes %s, its forms open", async (_, viewport) => {
    const [{ id }, member] = await Promise.all([paidOrder(), newMember()]);
    const { context, page } = await openDesk(browser, "/orders", { viewport });
    const paths = [
      ...["/orders", "/orders?q=none-of-them", `/orders/${id}`, `/orders/${id}/timeline`],
      ...["/orders/dead-messages", "/coupons", "/shipping"],
      ...["/payments", "/payments/differences", "/points", `/points/${member.id}`],
    ];
    for (const path of paths.flatMap((each) => [`/ko/admin${each}`, `/en/admin${each}`])) {
      expect((await page.goto(web(path)))?.status(), path).toBe(200);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll("details")) each.open = true;
      });
      await expectGood(page);
      // On a phone nothing of a table is cut off: its rows are records.
      if (viewport.width < 500) expect([path, await cutTables(page)]).toEqual([path, 0]);
    }
    await context.close();
  });
});
