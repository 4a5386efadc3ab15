/** What staff do about money that did not go back, and about books that differ: each act is sent by its form, with what can be wrong about it. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { system } from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageAddress, shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import { actOnOrders, acts, opened, secondTab, send } from "./act-forms.ts";
import { openDesk } from "./admin-desk.ts";
import {
  atGateway,
  boughtOrder,
  hintUntil,
  leaveWaiting,
  type MadeOrder,
  until,
} from "./buying.ts";
import { awaken, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };
const ACCOUNT = { bank: "20", accountNumber: "1002-345-678901", holderName: "김민아" };
const openOrder = ({ id }: MadeOrder) => openDesk(browser, `/orders/${id}`, PLAIN);
const openPayment = ({ paymentId }: MadeOrder) =>
  openDesk(browser, `/payments/${paymentId}`, PLAIN);

/** A paid order whose refund the gateway declined as often as is said. */
async function declined(times: number): Promise<MadeOrder> {
  const made = await boughtOrder({ quantity: 1 });
  await atGateway("/faults", {
    match: made.paymentId,
    kind: "cancel_refused",
    on: ["cancel"],
    times,
  });
  await actOnOrders(`${made.id}/cancel`, { reason: "Out of stock" });
  await until(made, ({ changes }) => changes[0]?.state === "FAILED");
  return made;
}

describe("orders 42: an administrator", () => {
  test("follows a declined refund to its payment, has it asked for again, and finds the order without a mark", async () => {
    const made = await declined(1);
    const { context, page } = await openOrder(made);
    expect(await acts(page)).toEqual(expect.arrayContaining(["drive", "clear"]));
    expect(await send(page, "clear", { reason: " " })).toBe("alert");
    // Reads what became of it: the gateway is asked by the payment's page alone.
    expect(await send(page, "drive")).toBe("status");
    expect((await made.read()).changes[0]?.state).toBe("FAILED");
    await page.locator(`#changes ~ article a[href*="${made.paymentId}#rfd_"]`).click();
    await page.waitForURL(/\/admin\/payments\//);
    expect(await send(page, "ask-again", { reason: "The bank says that it works" })).toBe("status");
    await until(made, ({ changes }) => changes[0]?.state === "DONE");
    await page.goto(web(`/en/admin/orders/${made.id}`));
    expect(await acts(page)).toEqual([]);
    await context.close();
  });

  test("enters another account for a refund that waits for one", async () => {
    const made = await boughtOrder({ quantity: 1, instrument: "virtual_account" });
    await atGateway("/bank/moves", { orderId: made.paymentId, move: "deposit" });
    await hintUntil(made, ({ status }) => status === "PAID");
    await leaveWaiting(made);
    const { context, page } = await openOrder(made);
    const typed = { ...ACCOUNT, reason: "Given on the telephone" };
    expect(await send(page, "account", { ...typed, accountNumber: "12" })).toBe("alert");
    expect(await (await opened(page, "account")).locator('[name="holderName"]').inputValue()).toBe(
      "김민아",
    );
    expect(await send(page, "account", typed)).toBe("status");
    await until(made, ({ changes }) => changes[0]?.state === "DONE");
    expect(await page.locator("main").innerText()).not.toContain("678901");
    await context.close();
  });

  test("marks an order as resolved, with a reason", async () => {
    const made = await declined(1);
    const { context, page } = await openOrder(made);
    const second = await secondTab(page);
    expect(await send(page, "clear", { reason: "Refunded at the counter" })).toBe("status");
    expect(await acts(page)).not.toContain("clear");
    expect(await send(second, "clear", { reason: "Once more" })).toBe("alert");
    await context.close();
  });
});

describe("payments 34: an administrator", () => {
  test("asks for a declined refund again, then records that it was transferred by hand, with a note", async () => {
    const made = await declined(2);
    const { context, page } = await openPayment(made);
    const second = await secondTab(page);
    expect(await send(page, "ask-again", { reason: "The bank says that it works" })).toBe("status");
    expect(await acts(page)).toEqual(["ask-again", "by-hand"]);
    expect(await send(page, "by-hand", { reason: " " })).toBe("alert");
    expect(await send(page, "by-hand", { reason: "Transferred on Monday" })).toBe("status");
    expect(await acts(page)).toEqual([]);
    expect(await page.locator("main").innerText()).toContain("Transferred on Monday");
    expect(await send(second, "ask-again", { reason: "Late" })).toBe("alert");
    await until(made, ({ changes }) => changes[0]?.state === "DONE");
    await context.close();
  });

  test("gives an account for a deposit of an ended attempt: the money goes back there", async () => {
    const made = await boughtOrder({ quantity: 1, instrument: "virtual_account" });
    // What a deposit after the end leaves; the way there takes days.
    await atGateway("/bank/moves", { orderId: made.paymentId, move: "deposit" });
    for (const state of ["EXPIRED", "ORPHANED"]) {
      await query(
        `with moved as (
           update payment.payment set state = $2, version = version + 1, next_look_at = null,
                  attention = case when $2 = 'ORPHANED' then 'refund_account' end
            where id = $1 returning id, version)
         insert into payment.payment_event (payment_id, version, name)
         select id, version, lower($2) from moved`,
        [made.paymentId, state],
      );
    }
    const { context, page } = await openPayment(made);
    const typed = { ...ACCOUNT, reason: "Given on the telephone" };
    expect(await send(page, "void-account", { ...typed, accountNumber: "12" })).toBe("alert");
    expect(await page.locator("#void_account-holderName").inputValue()).toBe("김민아");
    expect(await send(page, "void-account", typed)).toBe("status");
    expect(await page.locator("main").innerText()).not.toContain("678901");
    const state = () => query("select state from payment.payment where id = $1", [made.paymentId]);
    await expect.poll(state).toEqual([{ state: "VOIDED" }]);
    await context.close();
  });
});

describe("payments 37: an administrator", () => {
  test("compares the books and closes a difference with a note, once", async () => {
    const gateway = system().paymentGateway;
    if (!gateway) throw new Error("payment asks another gateway");
    const orderId = newId("payment");
    const back = await shopAtGateway(pageAddress(gateway, { orderId, amount: 700 }));
    const charged = await fetch(`${gateway.url}/v1/payments/confirm`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`${gateway.keys.secretKey}:`)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ paymentKey: back.paymentKey, orderId, amount: 700 }),
    });
    expect(charged.status).toBe(200);
    const { context, page } = await openDesk(browser, "/payments/differences", PLAIN);
    expect(await send(page, "compare", { from: "2020-01-01" })).toBe("alert");
    await page.goto(web("/en/admin/payments/differences"));
    expect(await send(page, "compare")).toBe("status");
    const row = page.locator("tbody tr", { hasText: orderId });
    expect(await row.count()).toBe(1);
    const second = await secondTab(page);
    const close = async (tab: Page, reason: string) => {
      const its = tab.locator("tbody tr", { hasText: orderId });
      if (!(await its.locator('[name="reason"]').isVisible())) await its.locator("summary").click();
      await its.locator('[name="reason"]').fill(reason);
      const loaded = tab.waitForEvent("load");
      await its.locator('button[type="submit"]').click();
      await loaded;
      return tab.locator("#notice").getAttribute("role");
    };
    expect(await close(page, " ")).toBe("alert");
    expect(await close(page, "A test of the gateway")).toBe("status");
    expect(await row.count()).toBe(0);
    await page.goto(web("/en/admin/payments/differences?status=closed"));
    expect(await row.innerText()).toContain("A test of the gateway");
    expect(await close(second, "Too late")).toBe("status");
    expect(await second.locator("#notice").innerText()).toMatch(/before/);
    await second.goto(page.url());
    expect(await second.locator("tbody tr", { hasText: orderId }).innerText()).not.toMatch(
      /Too late/,
    );
    await context.close();
  });
});
