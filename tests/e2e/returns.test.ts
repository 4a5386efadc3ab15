/** Goods arrive, and some of them go back: parcels, a return, its withdrawal, and the end of a purchase. */
import type { Order } from "@edgemart/contracts/order";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newAdmin, newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { boughtOrder, heading, letSee, type MadeOrder, orderUrl, PHONE, until } from "./buying.ts";
import { expectGood, openVisit, signInOn } from "./visit.ts";

let browser: Browser;
let staff: string;
beforeAll(async () => {
  [browser, staff] = await Promise.all([launchBrowser(WITHOUT_PICTURES), newAdmin()]);
});
afterAll(() => browser?.close());

const notice = (page: Page, role: "status" | "alert" = "status") =>
  page.locator(`#notice[role="${role}"]`);

/** Asks as staff. @throws when it is refused */
async function act<T>(path: string, json: object): Promise<T> {
  const headers = { "idempotency-key": crypto.randomUUID() };
  const answer = await api(`/api/admin/orders/${path}`, { token: staff, json, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Sends all of an order in one parcel that arrives. */
async function deliver(made: MadeOrder): Promise<void> {
  const parcels = await vi.waitFor(
    async () => (await act<Order>(`${made.id}/shipments`, {})).shipments,
    { timeout: 60_000, interval: 250 },
  );
  const parcel = `${made.id}/shipments/${parcels[0]?.id}`;
  await act(`${parcel}/ship`, { carrier: "cj", trackingNumber: "123456789012" });
  await act(`${parcel}/deliver`, {});
}

const openReturn = (page: Page) => page.locator("summary", { hasText: "Return goods" }).click();
const askReturn = (page: Page) => page.locator('form[action="/api/order/return"] button').click();

describe("orders 39: goods go back", () => {
  test.each([
    ["with script", true],
    ["without script", false],
  ])(
    "%s: asked for, withdrawn, asked for again, and two of three arrive",
    async (_, isScripted) => {
      const made = await boughtOrder();
      await deliver(made);
      const { context, page } = await openVisit(browser, {
        ...PHONE,
        javaScriptEnabled: isScripted,
      });
      await letSee(context, made);
      await page.goto(orderUrl(made.id));
      const track = page.locator('a[href*="trace.cjlogistics.com"]');
      expect(await track.innerText()).toBe("123456789012");
      await openReturn(page);
      if (isScripted) await expectGood(page);
      await page.locator('select[name="units.1"]').selectOption("3");
      await askReturn(page);
      await notice(page, "alert").waitFor();
      // What was chosen is still there; only the reason was missing.
      const units = page.locator('form[action="/api/order/return"] select[name="units.1"]');
      expect(await units.inputValue()).toBe("3");
      await page.locator('select[name="why"]').selectOption("changed_mind");
      await page.locator('input[name="note"]').fill("too small <b>");
      await askReturn(page);
      await notice(page).waitFor();
      if (isScripted) await expectGood(page);
      await page.locator('form[action="/api/order/withdraw"] button').click();
      await notice(page).waitFor();
      expect((await made.read()).changes[0]?.state).toBe("WITHDRAWN");

      await openReturn(page);
      await page.locator('select[name="units.1"]').selectOption("3");
      await page.locator('select[name="why"]').selectOption("defective");
      await askReturn(page);
      await notice(page).waitFor();
      const asked = (await made.read()).changes.find(({ state }) => state === "REQUESTED");
      const change = `${made.id}/returns/${asked?.id}`;
      await act(`${change}/approve`, {});
      await act(`${change}/receive`, { lines: [{ line: 1, received: 2, restocked: 2 }] });
      const now = await until(made, ({ changes }) =>
        changes.some(({ id, state }) => id === asked?.id && state === "DONE"),
      );
      expect(now.lines[0]?.returned).toBe(2);
      await page.goto(orderUrl(made.id));
      const shown = await page.locator("main").innerText();
      expect(shown).toContain("2 returned");
      expect(shown).toContain("asked 3, arrived 2");
      await openReturn(page);
      expect(await page.locator('select[name="units.1"] option').count()).toBe(2);
      await context.close();
    },
  );
});

describe("orders 40: the purchase is completed by its owner", () => {
  test("with one press, and a member's points are there; goods can still go back", async () => {
    const { email, accessToken } = await newMember();
    const made = await boughtOrder({ accessToken });
    await deliver(made);
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await signInOn(page, { email, password: PASSWORD });
    await page.goto(orderUrl(made.id));
    await page.locator('form[action="/api/order/received"] button').click();
    await notice(page).waitFor();
    expect(await heading(page)).toBe("Completed");
    expect(await page.locator("summary", { hasText: "Return goods" }).count()).toBe(1);
    const available = async () =>
      (await (await api("/api/points/balance", { token: accessToken })).json()).available;
    await vi.waitFor(async () => expect(await available()).toBeGreaterThan(0), {
      ...{ timeout: 60_000, interval: 250 },
    });
    await context.close();
  });
});
