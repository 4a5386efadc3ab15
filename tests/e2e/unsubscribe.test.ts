/** Unsubscribing by the link that a mail carries: by its program's click, and by its page, without script. */
import { MARKETING_CONSENT_VERSION } from "@edgemart/contracts/marketing-consent";
import { Preferences } from "@edgemart/contracts/notification";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newMember, system } from "@edgemart/testkit/system";
import { KeyRingVar } from "@edgemart/worker-kit/key-ring";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hmacUnsubscribeTokens } from "../../workers/notification/src/adapters/unsubscribe-tokens.hmac.ts";
import { awaken, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

test("notifications 27: a mail is unsubscribed from by one click, and by its page without script, in both languages", async () => {
  const { id: memberId, accessToken: token } = await newMember();
  const agree = async () => {
    const json = {
      marketing: { email: true, atNight: true, textVersion: MARKETING_CONSENT_VERSION },
    };
    const path = "/api/notifications/preferences";
    const answer = await api(path, { method: "PUT", json, token, headers: { "if-match": "*" } });
    expect(answer.status).toBe(200);
  };
  const agrees = async () => {
    const answer = await api("/api/notifications/preferences", { token });
    return Preferences.parse(await answer.json()).marketing.email;
  };
  await agree();
  const tokens = hmacUnsubscribeTokens(KeyRingVar.parse(system().unsubscribeSecrets));
  const link = tokens.make({ memberId, category: "marketing" });
  const address = `${system().urls.api}/api/notifications/unsubscribe/${link}`;

  // A mail program: no cookie, no origin.
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const body = "List-Unsubscribe=One-Click";
  const clicked = await fetch(address, { method: "POST", headers: form, body });
  expect([clicked.status, await clicked.json()]).toEqual([200, { refused: "marketing" }]);
  expect(await agrees()).toBe(false);

  await agree();
  for (const [lang, javaScriptEnabled, opened] of [
    ["en", true, address],
    ["ko", false, web(`/ko/unsubscribe?token=${link}`)],
  ] as const) {
    const { context, page, complaints } = await openVisit(browser, {
      ...{ viewport: { width: 390, height: 844 }, locale: "en-GB", javaScriptEnabled },
    });
    // What judges a page needs its script.
    const judge = () => (javaScriptEnabled ? expectGood(page) : undefined);
    const heading = async () => {
      expect(await page.locator("main h1").count()).toBe(1);
      return page.locator("main h1").innerText();
    };
    await page.goto(opened);
    expect(page.url()).toBe(web(`/${lang}/unsubscribe`));
    expect(await heading()).toBe(lang === "en" ? "Unsubscribe" : "메일 수신 거부");
    await judge();
    expect(await agrees()).toBe(true);
    const button = page.locator('main form button[type="submit"]');
    expect(await button.count()).toBe(1);
    const loaded = page.waitForEvent("load");
    await button.click();
    await loaded;
    expect(await heading()).toBe(lang === "en" ? "You are unsubscribed" : "수신을 거부하셨습니다");
    await judge();
    expect(await agrees()).toBe(false);
    await agree();
    // Never a link: the page says so, and leads to the settings.
    await page.goto(web(`/${lang}/unsubscribe?token=x`));
    expect(await heading()).toBe(
      lang === "en" ? "This link cannot be used" : "사용할 수 없는 링크입니다",
    );
    await judge();
    expect(complaints).toEqual([]);
    await context.close();
  }
});
