/** A member's inbox and the bell in the header, in a real browser. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { api, newMember, PASSWORD } from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { gzipBytes, type Scripts, scriptsOf } from "./page-weight.ts";
import { awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };
const INBOX = web("/en/account/inbox");
const BELL = 'header a[href="/en/account/inbox"]:visible';
const items = (page: Page) => page.locator("main li:has(h2)");
const unread = (page: Page) => page.locator("main li[data-unread]");

/** Puts parcels that arrived into a member's inbox, one a minute, the last of them now. */
async function plant(memberId: string, count: number): Promise<void> {
  await query(
    `with given as (select * from jsonb_to_recordset($2) as r(event text, notice text, "orderId" text, "shipmentId" text, ago int)),
          events as (insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
                     select event, 'order', 'order.delivered', 1, "orderId", 1, now(), 'queue', 'planned' from given)
     insert into notification.inbox_item (id, member_id, event_id, category, template, data, created_at, expires_at)
     select notice, $1, event, 'order', 'order_delivered', jsonb_build_object('orderId', "orderId", 'memberId', $1::text, 'shipmentId', "shipmentId"),
            now() - make_interval(mins => ago), now() + interval '90 days' from given`,
    [
      memberId,
      JSON.stringify(
        Array.from({ length: count }, (_, place) => ({
          ...{ event: newId("event"), notice: newId("notice"), ago: count - 1 - place },
          ...{ orderId: newId("order"), shipmentId: newId("shipment") },
        })),
      ),
    ],
  );
}

/** That a new browser signed in is an item too: taken away once it is there, since it would come in the middle of a count. */
async function forgetSignIn(memberId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const gone = await query(
        "delete from notification.inbox_item where member_id = $1 and template = 'new_device' returning id",
        [memberId],
      );
      if (gone.length === 0) throw new Error("the sign-in is not in the inbox yet");
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function withInbox(count: number, options: Parameters<Browser["newContext"]>[0] = PHONE) {
  const { email, id, accessToken } = await newMember();
  await plant(id, count);
  const visit = await openVisit(browser, options);
  await enter(visit.page, { email, password: PASSWORD });
  await forgetSignIn(id);
  const left = async () => {
    const answer = await api("/api/notifications/unread", { token: accessToken });
    return ((await answer.json()) as { count: number }).count;
  };
  return { ...visit, id, left };
}

async function press(page: Page, button: string) {
  const loaded = page.waitForEvent("load");
  await page.locator(`main ${button}`).first().click();
  await loaded;
  return page.locator("#notice").getAttribute("role");
}

describe("notifications 38, 39: the bell", () => {
  test("says how many items are unread, is a plain link, and is not there for a guest", async () => {
    const { context, page, complaints } = await withInbox(3);
    const bell = page.locator(BELL);
    // On a machine that is busy the count may come too late, and the bell is without a number.
    await vi.waitFor(
      async () => {
        await page.goto(web("/en"));
        await bell.waitFor();
        expect(await bell.innerText()).toContain("3");
      },
      { timeout: 60_000, interval: 250 },
    );
    await expectGood(page);
    await bell.click();
    await page.waitForURL(INBOX);
    expect(await items(page).count()).toBe(3);
    await expectGood(page);
    await context.close();
    const guest = await openVisit(browser, PHONE);
    await guest.page.goto(web("/en"), { waitUntil: "networkidle" });
    expect(await guest.page.locator(BELL).count()).toBe(0);
    await guest.context.close();
    expect(complaints).toEqual([]);
  });

  test("notifications K: is hidden while notification is away, and everything else of the header stays", async () => {
    const { context, page } = await withInbox(1);
    await page.route("**/api/me", (route) =>
      route.fulfill({ json: { member: { name: "Mina", role: "member" } } }),
    );
    await page.goto(web("/en"));
    await page.locator("header form a", { hasText: "Mina" }).waitFor();
    expect(await page.locator(BELL).count()).toBe(0);
    await context.close();
  });

  test("is a link without a number when the count came too late", async () => {
    const { context, page } = await withInbox(1);
    await page.route("**/api/me", (route) =>
      route.fulfill({ json: { member: { name: "Mina", role: "member", unread: null } } }),
    );
    await page.goto(web("/en"));
    await page.locator(BELL).waitFor();
    expect(await page.locator(BELL).innerText()).not.toMatch(/\d/);
    await context.close();
  });

  test("without script is a link, on pages that are the same for everyone too", async () => {
    const { context, page } = await withInbox(2, { ...PHONE, javaScriptEnabled: false });
    await page.goto(web("/en"));
    await page.locator(BELL).click();
    expect(page.url()).toBe(INBOX);
    expect(await unread(page).count()).toBe(2);
    await context.close();
  });
});

describe("notifications 37, 39: the inbox", () => {
  test.each([
    ["with script", true],
    ["without script", false],
  ])("%s: an item is marked as read, all are, one is deleted", async (_, javaScriptEnabled) => {
    const { context, page, left } = await withInbox(4, { ...PHONE, javaScriptEnabled });
    await page.goto(INBOX);
    expect(await unread(page).count()).toBe(4);
    expect(await press(page, 'li button[value="read"]')).toBe("status");
    expect([await unread(page).count(), await left()]).toEqual([3, 3]);
    expect(await press(page, 'li button[value="remove"]')).toBe("status");
    expect(await items(page).count()).toBe(3);
    expect(await press(page, 'button[value="read_all"]')).toBe("status");
    expect([await unread(page).count(), await left()]).toEqual([0, 0]);
    await page.goto(`${INBOX}?unread=yes`);
    expect(await items(page).count()).toBe(0);
    if (javaScriptEnabled) await expectGood(page);
    await context.close();
  });

  test("following an item reads it, and speaks of nothing else", async () => {
    const { context, page, left } = await withInbox(2);
    await page.goto(INBOX, { waitUntil: "networkidle" });
    await items(page).first().locator("h2 a").click();
    await page.waitForURL(/\/en\/orders\/ord_/);
    await vi.waitFor(async () => expect(await left()).toBe(1), 10_000);
    await page.goto(INBOX);
    expect(await page.locator("#notice").count()).toBe(0);
    await context.close();
  });

  test("is read in pages; marking all leaves what came meanwhile unread", async () => {
    const { context, page, id, left } = await withInbox(23);
    await page.goto(INBOX);
    expect(await items(page).count()).toBe(20);
    await plant(id, 1);
    expect(await press(page, 'button[value="read_all"]')).toBe("status");
    expect(await left()).toBe(1);
    await page.locator('main a[href*="cursor="]').click();
    expect(await items(page).count()).toBe(4);
    // A cursor that is none of ours is as the first page.
    await page.goto(`${INBOX}?cursor=nonsense`);
    expect(await items(page).count()).toBe(20);
    await context.close();
  });

  test("says that it is empty, and 503 while it cannot be asked", async () => {
    const { context, page } = await withInbox(0);
    await page.goto(INBOX);
    expect(await page.locator("main h2").count()).toBe(1);
    await expectGood(page);
    await context.close();
  });

  test("notifications 49.30: another member's item stays as it is, whatever is done to it", async () => {
    const victim = await newMember();
    await plant(victim.id, 1);
    const [item] = await query<{ id: string }>(
      "select id from notification.inbox_item where member_id = $1",
      [victim.id],
    );
    const { context, page } = await withInbox(1);
    for (const act of ["read", "remove", "follow"]) {
      const answer = await page.request.post(web("/api/account/inbox"), {
        headers: { "sec-fetch-site": "same-origin" },
        form: { act, id: item?.id ?? "", lang: "en" },
        maxRedirects: 0,
      });
      expect(answer.status(), act).toBe(act === "follow" ? 204 : 303);
    }
    const answer = await api("/api/notifications/unread", { token: victim.accessToken });
    expect(await answer.json()).toEqual({ count: 1 });
    await context.close();
  });
});

describe("notifications 51: what it weighs", () => {
  test("own script of the inbox ≤ 5 kB gzip; other pages do not load it", async () => {
    const { context } = await withInbox(1);
    const [inbox, profile] = [
      await scriptsOf(context, INBOX),
      await scriptsOf(context, web("/en/account/data")),
    ];
    const own: Scripts = new Map([...inbox].filter(([url]) => !profile.has(url)));
    expect(gzipBytes(own)).toBeGreaterThan(0);
    expect(gzipBytes(own)).toBeLessThanOrEqual(5_000);
    await context.close();
  });
});
