/** Buying, from the product to the paid order: with script, without, after a refusal, with Back and reload, and as a member. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { freshEmail, newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillCart, heading, order, orderUrl, PHONE, pay, toPaymentPage } from "./buying.ts";
import { cookieCart } from "./cart-visit.ts";
import { placedIn } from "./placed-order.ts";
import { postCart } from "./slow-shop.ts";
import { enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

describe("orders 51: a guest buys", () => {
  test.each([
    ["with script", true],
    ["without script", false],
  ])(
    "%s, on a phone: from the cart to the paid order; the cart is empty then",
    async (_, javaScriptEnabled) => {
      const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled });
      await fillCart(context, 2);
      const id = await order(page);
      if (javaScriptEnabled) await expectGood(page);
      await toPaymentPage(page);
      await pay(page);
      await page.waitForURL(orderUrl(id));
      expect(await heading(page)).toBe("Paid");
      if (javaScriptEnabled) await expectGood(page);
      expect(await cookieCart(context)).toEqual([]);
      await context.close();
    },
  );

  test("orders 57.3: Back after paying shows that it is paid, and a reload repeats nothing", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context);
    const id = await order(page);
    await toPaymentPage(page);
    await pay(page);
    await page.waitForURL(orderUrl(id));
    await page.goto(web(`/en/checkout/${id}`));
    expect(await heading(page)).toBe("This order is already paid");
    expect(await page.locator('form[action="/api/checkout/pay"]').count()).toBe(0);
    await page.reload();
    expect(await heading(page)).toBe("This order is already paid");
    await context.close();
  });

  test("orders 11: going back to the form and ordering anew replaces the unpaid order; the cart is kept", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context, 2);
    const first = await order(page);
    expect(await cookieCart(context)).toHaveLength(1);
    const second = await order(page);
    expect(second).not.toBe(first);
    await page.goto(orderUrl(first));
    expect(await heading(page)).toBe("Cancelled");
    await page.goto(web(`/en/checkout/${second}`));
    await toPaymentPage(page);
    // One that is at the payment page is left alone: what is ordered then is an order of its own.
    const third = await order(page);
    await page.goto(orderUrl(second));
    expect(await heading(page)).not.toBe("Cancelled");
    await page.goto(web(`/en/checkout/${third}`));
    await toPaymentPage(page);
    await pay(page);
    await page.waitForURL(orderUrl(third));
    await context.close();
  });

  test("orders 52: coming back from an open payment page says that it is open, not that anything failed", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context);
    const id = await order(page);
    const button = page.locator('form[action="/api/checkout/pay"] button:not([name])');
    expect(await button.innerText()).toMatch(/^Pay ₩[0-9,]+$/);
    await toPaymentPage(page);
    await page.goto(web(`/en/checkout/${id}`));
    const notice = page.locator('#notice[role="status"]');
    expect(await notice.innerText()).toContain("A payment page is open");
    expect(await page.locator('#notice[role="alert"]').count()).toBe(0);
    await expectGood(page);
    await page.goto(orderUrl(id));
    expect(await heading(page)).toBe("A payment page is open");
    await page.goto(web(`/en/checkout/${id}?refused=key_unknown`));
    const alert = await page.locator('#notice[role="alert"]').innerText();
    expect(alert).toContain("do not pay again");
    expect(alert).not.toContain("Nothing was charged");
    await page.goto(web(`/en/checkout/${id}`));
    await toPaymentPage(page);
    await pay(page);
    await page.waitForURL(orderUrl(id));
    expect(await heading(page)).toBe("Paid");
    await context.close();
  });

  test("a refused payment says why, in the shop's words, and can be tried again until it is paid", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context);
    const id = await order(page);
    await toPaymentPage(page);
    await pay(page, "cancel");
    await page.waitForURL((url) => url.pathname === `/en/checkout/${id}`);
    await page.locator('#notice[role="alert"]').waitFor();
    await expectGood(page);
    await toPaymentPage(page);
    await pay(page, "decline");
    await page.waitForURL((url) => url.pathname === `/en/checkout/${id}`);
    expect(await page.locator("#notice").innerText()).toContain("Nothing was charged");
    await toPaymentPage(page);
    await pay(page);
    await page.waitForURL(orderUrl(id));
    expect(await heading(page)).toBe("Paid");
    await context.close();
  });

  test("orders 46, 57.24: another browser sees nothing of the order; the look-up shows a masked view", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context);
    const email = freshEmail();
    await page.goto(web("/en/checkout"));
    await page.locator('input[name="email"]').fill(email);
    const id = await order(page);
    await page.goto(orderUrl(id));
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(
      await page.locator("main").innerText(),
    );
    const other = await openVisit(browser);
    expect((await other.page.goto(orderUrl(id)))?.status()).toBe(404);
    await other.page.goto(web("/en/orders/lookup"));
    const find = async (its: string, mail: string) => {
      await other.page.locator('input[name="number"]').fill(its);
      await other.page.locator('main input[name="email"]').fill(mail);
      await other.page.locator('form[action="/api/order/lookup"] button').click();
      await other.page.waitForLoadState();
    };
    await find(number?.[0] ?? "", freshEmail());
    await other.page.locator('#notice[role="alert"]').waitFor();
    await find(number?.[0] ?? "", page.url() && (await emailOf(page)));
    await other.page.locator("h1", { hasText: "Waiting for payment" }).waitFor();
    const shown = await other.page.locator("main").innerText();
    expect([shown.includes("김민아"), shown.includes("가람길")]).toEqual([false, false]);
    await expectGood(other.page);
    await other.context.close();
    await context.close();
  });

  test("orders 38: an unpaid order is cancelled from its page", async () => {
    const { context, page } = await openVisit(browser);
    await fillCart(context);
    const id = await order(page, "ko");
    await page.goto(orderUrl(id, "ko"));
    await page.locator("details summary", { hasText: "주문 취소" }).click();
    await page.locator('form[action="/api/order/cancel"] button[type="submit"]').click();
    await page.locator("h1", { hasText: "취소됨" }).waitFor();
    await expectGood(page);
    await context.close();
  });
});

/** The e-mail an order's page shows. */
async function emailOf(page: Page): Promise<string> {
  const text = await page.locator("main").innerText();
  return /test-[\w-]+@example\.com/.exec(text)?.[0] ?? "";
}

test("orders 51: a member buys with a saved address, and finds the order in the account", async () => {
  const { context, page } = await openVisit(browser, { viewport: { width: 1440, height: 900 } });
  const { email } = await newMember();
  await enter(page, { email, password: PASSWORD });
  await fillCart(context);
  const id = await order(page);
  await toPaymentPage(page);
  await pay(page);
  await page.waitForURL(orderUrl(id));
  await page.goto(web("/en/account/orders"));
  await page.locator(`a[href="/en/orders/${id}"]`).waitFor();
  await expectGood(page);
  await context.close();
});

test("orders 11, 12: the cart counts the units that the shopper's own unpaid order holds; another browser's cart does not", async () => {
  const [rare] = await query<{ sku: string; quantity: number }>(
    `select s.sku, s.on_hand as quantity from catalog.stock_level s
       join catalog.variant v using (sku) join catalog.product p on p.id = v.product_id and p.status = 'active'
      where s.reserved = 0 and s.on_hand between 1 and 9 and v.currency = 'KRW' order by s.on_hand, s.sku limit 1`,
  );
  if (!rare) throw new Error("the demo shop has nothing rare");
  const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
  await placedIn(context, { items: [rare] });
  expect(await postCart(context, { do: "add", sku: rare.sku, quantity: "1" })).toContain("added");
  await page.goto(web("/en/cart"));
  const soldOut = "This has sold out";
  expect(await page.locator("main").innerText()).not.toContain(soldOut);
  expect(await page.locator(`main a[href^="/en/checkout"]`).count()).toBeGreaterThan(0);
  const other = await openVisit(browser, { javaScriptEnabled: false });
  const refused = await postCart(other.context, { do: "add", sku: rare.sku, quantity: "1" });
  expect(refused).toContain("sold_out");
  await Promise.all([context.close(), other.context.close()]);
});
