/** What a member wants to hear of, and consent to advertising, in a real browser and without script. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const SETTINGS = web("/en/account/notifications");
const FORM = 'form[action="/api/account/notifications"]';
const choices = (page: Page) => page.locator(`${FORM}:not(:has(input[name="act"]))`);
const advertising = (page: Page, act = "consent") =>
  page.locator(`${FORM}:has(input[name="act"][value="${act}"])`);
const ticked = (page: Page) =>
  page
    .locator(`${FORM} input[type="checkbox"]:checked`)
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).name));

async function open(javaScriptEnabled: boolean) {
  const { email, id } = await newMember();
  const visit = await openVisit(browser, {
    viewport: { width: 390, height: 844 },
    javaScriptEnabled,
  });
  await enter(visit.page, { email, password: PASSWORD });
  await visit.page.goto(SETTINGS);
  const consents = async () =>
    (
      await query<{ said: string }>(
        "select concat_ws(' ', purpose, channel, granted::text) as said from notification.consent_event where member_id = $1 order by id",
        [id],
      )
    ).map(({ said }) => said);
  return { ...visit, consents };
}

async function save(form: ReturnType<typeof choices>) {
  const page = form.page();
  const loaded = page.waitForEvent("load");
  await form.locator('button[type="submit"]').click();
  await loaded;
  return page.locator("#notice").getAttribute("role");
}

describe("notifications 18–20: the settings", () => {
  test.each([
    ["with script", true],
    ["without script", false],
  ])(
    "%s: choices are saved, and advertising is agreed to and refused apart from them",
    async (_, isScripted) => {
      const { context, page, consents } = await open(isScripted);
      expect(await ticked(page)).toEqual(["order", "service"]);
      if (isScripted) await expectGood(page);
      await choices(page).locator('[name="order"]').uncheck();
      expect(await save(choices(page))).toBe("status");
      expect([await ticked(page), await consents()]).toEqual([["service"], []]);
      await advertising(page).locator('[name="marketing"]').check();
      expect(await save(advertising(page))).toBe("status");
      expect(await ticked(page)).toEqual(["service", "marketing"]);
      expect(await consents()).toEqual(["marketing email true"]);
      if (isScripted) await expectGood(page);
      await advertising(page).locator('[name="marketing"]').uncheck();
      expect(await save(advertising(page))).toBe("status");
      expect([await ticked(page), await consents()]).toEqual([
        ["service"],
        ["marketing email true", "marketing email false"],
      ]);
      if (isScripted) {
        await context.close();
        return;
      }
      // Browsers are agreed to apart from mails, before one is added too.
      const push = advertising(page, "consent-push");
      await push.locator('[name="marketing"]').check();
      await push.locator('[name="night"]').check();
      expect(await save(push)).toBe("status");
      expect(await ticked(page)).toEqual(["service", "marketing", "night"]);
      expect((await consents()).slice(2)).toEqual([
        ...["marketing push true", "marketing_night push true"],
      ]);
      expect(await push.locator('[name="marketing"]').isChecked()).toBe(true);
      await context.close();
    },
  );

  test("what another tab saved meanwhile is not overwritten, and a consent is not ticked by it", async () => {
    const { context, page, consents } = await open(false);
    const second = await context.newPage();
    await second.goto(SETTINGS);
    expect(await save(choices(page))).toBe("status");
    await advertising(second).locator('[name="marketing"]').check();
    expect(await save(advertising(second))).toBe("alert");
    expect([await ticked(second), await consents()]).toEqual([["order", "service"], []]);
    await context.close();
  });

  test("notifications 49.13: a consent by GET, from another site or to a text that is not of now is none", async () => {
    const { context, page, consents } = await open(false);
    const version = await advertising(page).locator('[name="version"]').inputValue();
    const text = await advertising(page).locator('[name="text"]').inputValue();
    const form = { act: "consent", marketing: "on", version, text, lang: "en" };
    const path = web("/api/account/notifications");
    await page.goto(`${SETTINGS}?${new URLSearchParams(form)}`);
    const got = await page.request.get(`${path}?${new URLSearchParams(form)}`);
    expect([404, 405]).toContain(got.status());
    const foreign = await page.request.post(path, {
      headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      form,
    });
    expect(foreign.status()).toBe(403);
    await page.request.post(path, {
      headers: { "sec-fetch-site": "same-origin" },
      form: { ...form, text: "2020-01-01" },
      maxRedirects: 0,
    });
    expect(await consents()).toEqual([]);
    await context.close();
  });
});
