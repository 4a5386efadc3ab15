/** What owners do after buying: take guest orders over, cancel a part, name an account, print a receipt. Each with script and without. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  atGateway,
  boughtOrder,
  heading,
  hintUntil,
  leaveWaiting,
  letSee,
  orderUrl,
  PHONE,
  until,
} from "./buying.ts";
import { expectGood, openVisit, signInOn, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

const WAYS = [
  ["with script", true],
  ["without script", false],
] as const;
const DESK = { viewport: { width: 1440, height: 900 } };

/** Presses the button of a form. */
const send = (page: Page, action: string) =>
  page.locator(`main form[action="${action}"] button`).last().click();
const notice = (page: Page, role: "status" | "alert" = "status") =>
  page.locator(`#notice[role="${role}"]`);
const heldBy = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => name === "__Host-Http-orders");

describe("orders 48: guest orders are taken over", () => {
  test.each(WAYS)("%s: on a click, and never by signing in", async (_, javaScriptEnabled) => {
    const [first, second] = [await boughtOrder(), await boughtOrder()];
    const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled });
    await letSee(context, first, second);
    const { email } = await newMember();
    await signInOn(page, { email, password: PASSWORD });
    await until(first, ({ memberId }) => memberId === null);
    await page.goto(web("/en/account/orders"));
    expect(await page.locator('a[href*="/en/orders/ord_"]').count()).toBe(0);
    if (javaScriptEnabled) await expectGood(page);
    await send(page, "/api/order/claim");
    await notice(page).waitFor();
    for (const { id } of [first, second]) {
      await page.locator(`a[href="/en/orders/${id}"]`).waitFor();
    }
    expect(await heldBy(context)).toEqual([]);
    expect(await page.locator('form[action="/api/order/claim"]').count()).toBe(0);
    // The token of before opens nothing any more; the member's own session does.
    await expect(first.read()).rejects.toThrow();
    await page.goto(orderUrl(first.id));
    expect(await heading(page)).toBe("Paid");
    await context.close();
  });

  test("orders 57.26: one that is another member's by now does not keep the others", async () => {
    const [mine, theirs] = [await boughtOrder(), await boughtOrder()];
    const sign = async (...orders: (typeof mine)[]) => {
      const visit = await openVisit(browser, { javaScriptEnabled: false });
      await letSee(visit.context, ...orders);
      const { email } = await newMember();
      await signInOn(visit.page, { email, password: PASSWORD });
      await visit.page.goto(web("/en/account/orders"));
      await send(visit.page, "/api/order/claim");
      await notice(visit.page).waitFor();
      return visit;
    };
    const other = await sign(theirs);
    const { context, page } = await sign(theirs, mine);
    const links = page.locator('a[href*="/en/orders/ord_"]');
    expect(await links.evaluateAll((all) => all.map((each) => each.getAttribute("href")))).toEqual([
      `/en/orders/${mine.id}`,
    ]);
    expect(await heldBy(context)).toEqual([]);
    await other.context.close();
    await context.close();
  });
});

describe("orders 36: the list of orders", () => {
  test("is narrowed by state and period, and says when nothing is left", async () => {
    const { email, accessToken } = await newMember();
    const { id } = await boughtOrder({ accessToken });
    const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled: false });
    await signInOn(page, { email, password: PASSWORD });
    await page.goto(web("/en/account/orders"));
    await page.locator('select[name="status"]').selectOption("PAID");
    await page.locator('select[name="period"]').selectOption("30");
    await page.locator('form[action="/en/account/orders"] button').click();
    await page.waitForURL(/status=PAID&period=30/);
    await page.locator(`a[href="/en/orders/${id}"]`).waitFor();
    await page.goto(web("/en/account/orders?status=EXPIRED"));
    await page.locator("h2", { hasText: "No such orders" }).waitFor();
    await page.locator('main a.button[href="/en/account/orders"]').click();
    await page.locator(`a[href="/en/orders/${id}"]`).waitFor();
    await context.close();
  });
});

describe("orders 44: a member's own data", () => {
  test("has orders and payments, from their own addresses", async () => {
    const { email, accessToken } = await newMember();
    const { id, paymentId } = await boughtOrder({ accessToken });
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await signInOn(page, { email, password: PASSWORD });
    const file = await (await context.request.get(web("/api/account/export?lang=en"))).json();
    expect(file.notifications).toMatchObject({ consents: [], notices: expect.any(Array) });
    expect(file).toMatchObject({
      orders: { items: [{ id }], nextCursor: null },
      payments: { items: [{ id: paymentId, orderId: id }], nextCursor: null },
    });
    await context.close();
  });
});

describe("orders 38: units of a paid order are cancelled", () => {
  test.each(WAYS)("%s: each choice says what comes back", async (_, javaScriptEnabled) => {
    const made = await boughtOrder();
    const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled });
    await letSee(context, made);
    await page.goto(orderUrl(made.id));
    await page.locator("summary", { hasText: "Cancel some items" }).click();
    if (javaScriptEnabled) await expectGood(page);
    const form = page.locator('form[action="/api/order/cancel"]').first();
    await form.locator("button").click();
    await notice(page, "alert").waitFor();
    expect(await notice(page, "alert").innerText()).toContain("Choose at least one item");
    const choice = page.locator('select[name="units.1"]');
    const offered = await choice.locator('option[value="1"]').innerText();
    await choice.selectOption("1");
    await page.locator('form[action="/api/order/cancel"]').first().locator("button").click();
    await notice(page).waitFor();
    const now = await until(made, ({ changes }) => changes[0]?.state === "DONE");
    const share = now.changes[0]?.card.amountMinor ?? 0;
    expect(share).toBe(Math.floor((now.lines[0]?.card.amountMinor ?? 0) / 3));
    expect(offered).toContain(`₩${share.toLocaleString("en")}`);
    await page.goto(orderUrl(made.id));
    expect(await page.locator("main").innerText()).toContain("1 cancelled");
    await page.locator("summary", { hasText: "Cancel some items" }).click();
    expect(await page.locator('select[name="units.1"] option').count()).toBe(3);
    await context.close();
  });

  test("payments 35: a deposit's units ask for the account, and nothing is done without it", async () => {
    const made = await boughtOrder({ instrument: "virtual_account" });
    await atGateway("/bank/moves", { orderId: made.paymentId, move: "deposit" });
    await hintUntil(made, ({ status }) => status === "PAID");
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await letSee(context, made);
    await page.goto(orderUrl(made.id));
    await page.locator("summary", { hasText: "Cancel some items" }).click();
    const form = () => page.locator('form[action="/api/order/cancel"]').first();
    await form().locator('select[name="units.1"]').selectOption("2");
    await form().locator("button").click();
    await notice(page, "alert").waitFor();
    expect(await form().locator('select[name="units.1"]').inputValue()).toBe("2");
    expect((await made.read()).changes).toEqual([]);
    await form().locator('input[name="accountNumber"]').fill("123-456-7890");
    await form().locator('input[name="holderName"]').fill("김민아");
    await form().locator("button").click();
    // No bank is chosen for the shopper.
    await notice(page, "alert").waitFor();
    expect(await notice(page, "alert").innerText()).toContain("Choose a bank");
    await form().locator('select[name="bank"]').selectOption("20");
    await form().locator("button").click();
    await notice(page).waitFor();
    expect((await made.read()).lines[0]?.cancelled).toBe(2);
    await context.close();
  });
});

describe("orders 34: a refund that waits for an account", () => {
  test.each(WAYS)(
    "%s: is asked for on the order's page and goes on",
    async (_, javaScriptEnabled) => {
      const made = await boughtOrder({ instrument: "virtual_account" });
      await atGateway("/bank/moves", { orderId: made.paymentId, move: "deposit" });
      await hintUntil(made, ({ status }) => status === "PAID");
      await leaveWaiting(made);
      const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled });
      await letSee(context, made);
      await page.goto(orderUrl(made.id));
      if (javaScriptEnabled) await expectGood(page);
      await send(page, "/api/order/account");
      await notice(page, "alert").waitFor();
      const form = page.locator('form[action="/api/order/account"]');
      await form.locator('select[name="bank"]').selectOption("20");
      await form.locator('input[name="accountNumber"]').fill("1234567890");
      await form.locator('input[name="holderName"]').fill("김민아");
      await send(page, "/api/order/account");
      await notice(page).waitFor();
      await until(made, ({ changes }) => changes[0]?.state === "DONE");
      await context.close();
    },
  );
});

describe("orders 55: the receipt", () => {
  test("has seller, supply price, tax, total and means; before paying there is none", async () => {
    const made = await boughtOrder();
    const { context, page } = await openVisit(browser, DESK);
    await letSee(context, made);
    await page.goto(orderUrl(made.id));
    await page.locator(`a[href="/en/orders/${made.id}/receipt"]`).click();
    await page.locator("h1", { hasText: "Receipt" }).waitFor();
    await expectGood(page);
    const { card, vat, number } = await made.read();
    const money = (minor: number) => `₩${minor.toLocaleString("en")}`;
    const text = await page.locator("main").innerText();
    for (const part of [
      ...[number, money(card.amountMinor), money(vat.amountMinor)],
      ...[money(card.amountMinor - vat.amountMinor), "000-00-00000", "Card"],
    ]) {
      expect(text).toContain(part);
    }
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("main button").first().isVisible()).toBe(false);
    await context.close();
  });
});
