/** What staff do when something went wrong: each act is sent by its form, with what can be wrong about it. */
import { randomUUID } from "node:crypto";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { api, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { actOnOrders, acts, secondTab, send } from "./act-forms.ts";
import { openDesk } from "./admin-desk.ts";
import { boughtOrder, type MadeOrder, until } from "./buying.ts";
import { ageProof, awaken, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };

const openOrder = ({ id }: MadeOrder) => openDesk(browser, `/orders/${id}`, PLAIN);

describe("orders 42: an administrator", () => {
  test("cancels an entire order once, however many tabs show it, and says the password when it is due", async () => {
    const made = await boughtOrder({ quantity: 1 });
    const { context, page } = await openOrder(made);
    const second = await secondTab(page);
    await ageProof(context);
    // Shown before the proof grew old: the form asks for the password now, and keeps the reason.
    expect(await send(page, "cancel", { reason: "Broken in the warehouse" })).toBe("alert");
    expect(await page.locator("#cancel-reason").inputValue()).toBe("Broken in the warehouse");
    expect(await send(page, "cancel", { password: "not the password" })).toBe("alert");
    expect(await send(page, "cancel", { password: system().admin.password })).toBe("status");
    expect(await acts(page)).not.toContain("cancel");
    expect(await send(second, "cancel", { reason: "Once more" })).toBe("alert");
    const order = await until(made, ({ status }) => status === "CANCELLED");
    expect(order.changes).toHaveLength(1);
    await context.close();
  });

  test("declines a return with a reason, and no second tab approves it then", async () => {
    const made = await boughtOrder({ quantity: 1 });
    const { shipments } = await vi.waitFor(
      () => actOnOrders<{ shipments: { id: string }[] }>(`${made.id}/shipments`, {}),
      { timeout: 30_000, interval: 250 },
    );
    const parcel = `${made.id}/shipments/${shipments[0]?.id}`;
    await actOnOrders(`${parcel}/ship`, { carrier: "cj", trackingNumber: "123456789012" });
    await actOnOrders(`${parcel}/deliver`, {});
    const asked = await api(`/api/guest/orders/${made.id}/returns`, {
      headers: { "x-order-token": made.token ?? "" },
      json: { lines: [{ line: 1, quantity: 1 }], reason: "changed_mind" },
    });
    expect(asked.status).toBe(201);
    const { context, page } = await openOrder(made);
    const second = await secondTab(page);
    expect(await send(page, "reject", { reason: " " })).toBe("alert");
    expect(await send(page, "reject", { reason: "It was worn" })).toBe("status");
    expect(await send(second, "approve")).toBe("alert");
    expect((await made.read()).changes[0]?.state).toBe("REJECTED");
    await context.close();
  });
});

describe("orders 43: while payment does not answer", () => {
  test("the timeline names it and shows the rest", async () => {
    const made = await boughtOrder({ quantity: 1 });
    const { context, page } = await openOrder(made);
    const say = (word: string) => query(`alter role edgemart_payment ${word}`);
    await say("nologin");
    try {
      await query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'edgemart_payment'",
      );
      await page.goto(web(`/en/admin/orders/${made.id}/timeline`));
      expect(await page.locator('main p[role="status"]').innerText()).toContain("Payments");
      const names = page.locator("tbody th[data-name]");
      const shown = await names.evaluateAll((all) =>
        all.map((each) => (each as HTMLElement).dataset.name),
      );
      expect(shown).toEqual(expect.arrayContaining(["placed", "paid"]));
    } finally {
      await say("login");
    }
    await context.close();
  });
});

describe("notifications 8: an administrator", () => {
  test("processes a failed message again, ignores another with a reason, and cannot settle one twice", async () => {
    const made = await boughtOrder({ quantity: 1 });
    const [sent] = await query<{ event: object }>(
      "select body as event from payment.outbox where body::text like '%' || $1 || '%' limit 1",
      [made.paymentId],
    );
    const ids = { good: `e2e-${randomUUID()}`, bad: `e2e-${randomUUID()}` };
    const plant = (id: string, body: unknown) =>
      query(
        "insert into orders.dead_message (id, queue, body, reason) values ($1, 'edgemart-order', $2, 'planted')",
        [id, JSON.stringify(body)],
      );
    await plant(ids.bad, { unreadable: true });
    await plant(ids.good, sent?.event);
    const { context, page } = await openDesk(browser, "/orders/dead-messages", PLAIN);
    const second = await secondTab(page);
    const settle = async (tab: Page, id: string, how: string, reason: string) => {
      const its = tab.locator(`article[aria-labelledby="message-${id}"] details`, {
        has: tab.locator(`input[value="${how}"]`),
      });
      if (!(await its.locator('[name="reason"]').isVisible())) await its.locator("summary").click();
      await its.locator('[name="reason"]').fill(reason);
      const loaded = tab.waitForEvent("load");
      await its.locator('button[type="submit"]').click();
      await loaded;
      return tab.locator("#notice").getAttribute("role");
    };
    // Still unreadable: a replay refuses it, and it can be ignored.
    expect(await settle(page, ids.bad, "replay", "The cause is mended")).toBe("alert");
    expect(await settle(page, ids.bad, "ignore", " ")).toBe("alert");
    expect(await settle(page, ids.bad, "ignore", "Sent by a test")).toBe("status");
    expect(await settle(second, ids.bad, "ignore", "Once more")).toBe("alert");
    expect(await settle(page, ids.good, "replay", "It was planted")).toBe("status");
    await page.goto(web("/en/admin/orders/dead-messages?settled=yes"));
    for (const [id, because] of [
      [ids.bad, "Sent by a test"],
      [ids.good, "It was planted"],
    ]) {
      const shown = page.locator(`article[aria-labelledby="message-${id}"]`);
      expect(await shown.innerText()).toContain(because);
    }
    // Each consumer keeps its own: member's are settled at member, and the list stays where it was.
    const lost = `e2e-${randomUUID()}`;
    await query(
      "insert into member.dead_message (id, queue, body, reason) values ($1, 'edgemart-member', $2, 'planted')",
      [lost, JSON.stringify({ unreadable: true })],
    );
    await page.goto(web("/en/admin/orders/dead-messages?of=member"));
    expect(await page.locator(`[aria-labelledby="message-${ids.bad}"]`).count()).toBe(0);
    expect(await settle(page, lost, "ignore", "Sent by a test")).toBe("status");
    expect(new URL(page.url()).searchParams.get("of")).toBe("member");
    const [kept] = await query<{ how: string }>(
      "select settled_how as how from member.dead_message where id = $1",
      [lost],
    );
    expect(kept?.how).toBe("ignored");
    await page.goto(web("/en/admin/orders/dead-messages?of=notification&settled=yes"));
    expect(await page.locator("main h1").count()).toBe(1);
    await context.close();
  });
});

describe("orders 7: an administrator", () => {
  test("adds, renames and removes a remote area: an order to it costs the extra and then does not", async () => {
    const { context, page } = await openDesk(browser, "/shipping", PLAIN);
    const fee = async () => {
      const json = {
        items: [{ sku: "DAL-0001-MOSS", quantity: 1 }],
        shippingMethod: "standard",
        postcode: "23123",
      };
      const quote = await api("/api/orders/quote", { json });
      return ((await quote.json()) as { shipping: { amountMinor: number } }).shipping.amountMinor;
    };
    const before = await fee();
    expect(await send(page, "put", { from: "23125", to: "23120", name: "Ongjin" })).toBe("alert");
    expect(await page.locator("#put-name").inputValue()).toBe("Ongjin");
    expect(await send(page, "put", { from: "2312", to: "23125" })).toBe("alert");
    expect(await send(page, "put", { from: "23120", to: "23125" })).toBe("status");
    expect(await fee()).toBeGreaterThan(before);
    expect(await send(page, "put", { from: "23120", to: "23125", name: "옹진" })).toBe("status");
    const row = page.locator("tbody tr", { hasText: "23120" });
    expect(await row.innerText()).toContain("옹진");
    const second = await secondTab(page);
    const remove = async (tab: Page) => {
      const its = tab.locator("tbody tr", { hasText: "23120" });
      await its.locator("summary").click();
      const loaded = tab.waitForEvent("load");
      await its.locator('button[type="submit"]').click();
      await loaded;
      return tab.locator("#notice").getAttribute("role");
    };
    expect(await remove(page)).toBe("status");
    expect([await row.count(), await fee()]).toEqual([0, before]);
    expect(await remove(second)).toBe("alert");
    await context.close();
  });
});
