/** What staff see of notifications and settle, in a real browser without script. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secondTab } from "./act-forms.ts";
import { openDesk } from "./admin-desk.ts";
import { awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };

/** A message to an address that must not be shown, which the provider refused. */
async function deadDelivery(): Promise<string> {
  const [id, event] = [newId("delivery"), newId("event")];
  await query(
    `insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
     values ($1, 'order', 'order.delivered', 1, $2, 1, now(), 'queue', 'planned')`,
    [event, newId("order")],
  );
  await query(
    `insert into notification.delivery
       (id, event_id, rule, channel, target, category, template, data, state, reason, next_at, useful_until)
     values ($1, $2, 'order_delivered', 'email', $3, 'order', 'order_delivered', '{}', 'dead', 'message_refused', now(), now())`,
    [id, event, `order:${newId("order")}`],
  );
  return id;
}

async function settle(page: Page, of: string, how: string, reason: string) {
  const its = page.locator(`article[aria-labelledby="${of}"] details`, {
    has: page.locator(`input[value="${how}"]`),
  });
  if (!(await its.locator('[name="reason"]').isVisible())) await its.locator("summary").click();
  await its.locator('[name="reason"]').fill(reason);
  const loaded = page.waitForEvent("load");
  await its.locator('button[type="submit"]').click();
  await loaded;
  return page.locator("#notice").getAttribute("role");
}

describe("notifications 16, 42: an administrator", () => {
  test("sees how messages fare, sends a failed one again and leaves another, each once", async () => {
    const [replayed, ignored] = [await deadDelivery(), await deadDelivery()];
    // As after the clock's first minute.
    await query(
      "insert into notification.cursor (source, at, id) values ('order', '-infinity', '') on conflict do nothing",
    );
    await query(
      "insert into notification.breaker (channel, reason, open_until) values ('sms', 'unavailable', now() + interval '5 minutes')",
    );
    const { context, page } = await openDesk(browser, "/notifications", PLAIN);
    // notifications K: a channel whose provider takes nothing.
    expect(await page.locator('main [role="status"]').innerText()).toMatch(/is paused: .+ again/);
    await query("delete from notification.breaker where channel = 'sms'");
    const producers = page.locator("section[aria-labelledby=producers] tbody tr");
    expect(await producers.count()).toBeGreaterThan(0);
    const second = await secondTab(page);
    expect(await settle(page, `delivery-${ignored}`, "ignore", " ")).toBe("alert");
    expect(await settle(page, `delivery-${ignored}`, "ignore", "Sent by a test")).toBe("status");
    expect(await settle(second, `delivery-${ignored}`, "ignore", "Once more")).toBe("alert");
    expect(await settle(page, `delivery-${replayed}`, "replay", "The cause is mended")).toBe(
      "status",
    );
    expect(await page.locator(`#delivery-${replayed}`).count()).toBe(0);
    await page.goto(web("/en/admin/notifications?ignored=yes"));
    await page.locator(`#delivery-${ignored}`).waitFor();
    await context.close();
  });

  test("notifications 49.44: reads no address and no name on the page", async () => {
    const { email } = await newMember();
    await deadDelivery();
    const { context, page } = await openDesk(browser, "/notifications");
    const text = await page.locator("main").innerText();
    expect(text).not.toMatch(/@|Mina/);
    expect(text).not.toContain(email);
    await expectGood(page);
    await context.close();
  });

  test("notifications 49.31: a member is shown none of it", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD });
    for (const path of ["/en/admin/notifications", "/en/admin/notifications/announcements"]) {
      expect((await page.goto(web(path)))?.status()).toBe(403);
    }
    await context.close();
  });
});

describe("notifications 21, 41, 49.34: announcements", () => {
  const PAGE = "/notifications/announcements";
  const write = async (page: Page, fields: Record<string, string>) => {
    const form = page.locator('form:has(select[name="audience"])');
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`);
      const isChoice = await field.evaluate((each) => each instanceof HTMLSelectElement);
      await (isChoice ? field.selectOption(value) : field.fill(value));
    }
    return press(page, form.locator('button[type="submit"]'));
  };
  const press = async (page: Page, button: ReturnType<Page["locator"]>) => {
    const loaded = page.waitForEvent("load");
    await button.click();
    await loaded;
    return page.locator("#notice").getAttribute("role");
  };
  const sending = (page: Page, act: string) =>
    page.locator(
      `form:has(input[name="act"][value="${act}"]):not(:has(input[name="announcement"]))`,
    );
  const planned = async (id: string) =>
    (
      await query<{ n: number }>(
        "select count(*)::int as n from notification.announcement where audience -> 'memberIds' ? $1 and audience ->> 'isTest' = 'false'",
        [id],
      )
    )[0]?.n;

  test("is looked at and counted before it can be sent, tried on oneself, sent once, and stopped", async () => {
    const { id } = await newMember();
    const { context, page } = await openDesk(browser, PAGE, PLAIN);
    expect(await sending(page, "send").count()).toBe(0);
    const texts = {
      ...{ "title.ko": "겨울 할인", "text.ko": "모든 그릇 20% 할인", "title.en": "Winter" },
      "text.en": "For you",
    };
    expect(await write(page, { ...texts, audience: "members", memberIds: "x" })).toBe("alert");
    expect(await write(page, { memberIds: id, category: "service" })).toBe("status");
    expect(await page.locator("article h3").allInnerTexts()).toEqual([
      // A mail's subject, and what a browser shows.
      ...["Edgemart: 겨울 할인", "겨울 할인"],
      ...["Edgemart: Winter", "Winter"],
    ]);
    expect(await page.locator("main dl").last().innerText()).toContain(
      "Email, and to 0 members by browser notification",
    );
    expect(await planned(id)).toBe(0);
    expect(await press(page, sending(page, "test").locator("button"))).toBe("status");
    expect(await planned(id)).toBe(0);
    // Words of advertising: without a second look the browser itself does not send it.
    await sending(page, "send").locator('[name="second"]').check();
    const sent = sending(page, "send");
    expect(await press(page, sent.locator("button"))).toBe("status");
    expect(await planned(id)).toBe(1);
    const row = page.locator("tbody tr", { hasText: "Winter" }).first();
    await row.locator("summary").click();
    expect(await press(page, row.locator('button[type="submit"]'))).toBe("status");
    const [state] = await query<{ state: string }>(
      "select state from notification.announcement where audience -> 'memberIds' ? $1 and audience ->> 'isTest' = 'false'",
      [id],
    );
    expect(state).toEqual({ state: "stopped" });
    await context.close();
  });

  test("notifications 49.11: a title with a label of its own comes back, and the page is good", async () => {
    const { context, page } = await openDesk(browser, PAGE);
    const texts = { "title.ko": "(광고) 소식", "text.ko": "–", "title.en": "News", "text.en": "–" };
    const form = page.locator('form:has(select[name="audience"])');
    for (const [name, value] of Object.entries(texts))
      await form.locator(`[name="${name}"]`).fill(value);
    await form.locator('[name="category"]').selectOption("marketing");
    await form.locator('button[type="submit"]').click();
    await page.locator('#notice[role="alert"]').waitFor();
    expect(await form.locator('[name="title.ko"]').inputValue()).toBe("(광고) 소식");
    await expectGood(page);
    await form.locator('[name="title.ko"]').fill("소식");
    await form.locator('button[type="submit"]').click();
    await page.locator("article h3", { hasText: "(광고) Edgemart: 소식" }).first().waitFor();
    await expectGood(page);
    await context.close();
  });
});
