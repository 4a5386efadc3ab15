/** Google in a real browser, at its stand-in: a new person, the account that has the address, linking, and what goes wrong. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, asServer, freshEmail, newMember, PASSWORD, system } from "@edgemart/testkit/system";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailedLink } from "./mailed-link.ts";
import { ageProof, awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const SECURITY = "/en/account/security";
const GOOGLE = 'form[action="/api/session/google"] button';
const PART = 'section[aria-labelledby="google"]';
const said = async (page: Page) => {
  const notice = page.locator("#notice[role]");
  await notice.waitFor();
  return notice.innerText();
};

/** Presses the button, and chooses somebody on the page of the stand-in. */
async function asAddress(page: Page, email: string, button = GOOGLE): Promise<void> {
  await page.locator(button).click();
  await page.waitForURL((url) => url.origin === system().urls.oidc);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="email"] + button, form:has(input[name="email"]) button').click();
  await page.waitForURL((url) => url.origin === system().urls.web);
}

/** A member whose address is confirmed. */
async function confirmed() {
  const member = await newMember();
  const client = new pg.Client({ connectionString: system().adminUrl });
  await client.connect();
  await client.query("update member.member set email_verified = true where id = $1", [member.id]);
  await client.end();
  return member;
}

describe.each([true, false])("identity 24, 27, 33: with script %s", (javaScriptEnabled) => {
  test("a new person agrees first, is signed in, and comes back without a question", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled });
    const email = freshEmail();
    await page.goto(web(`/en/login?return=${encodeURIComponent(SECURITY)}`));
    expect(await page.locator(GOOGLE).innerText()).toBe("Continue with Google (local stand-in)");
    await asAddress(page, email);
    expect(page.url()).toBe(web("/en/connect"));
    expect(await page.locator("main").innerText()).toContain(email);
    if (javaScriptEnabled) await expectGood(page);
    const agree = page.locator('form[action="/api/session/google/accept"]');
    await agree.locator('button[type="submit"]').click();
    // Nothing was ticked.
    await said(page);
    for (const kind of ["terms", "privacy", "age14"]) {
      await agree.locator(`input[name="${kind}"]`).check();
    }
    await agree.locator('button[type="submit"]').click();
    await page.waitForURL(web(SECURITY));
    expect(await page.locator(PART).innerText()).toContain("Linked");
    await context.clearCookies();
    await page.goto(web(`/en/login?return=${encodeURIComponent(SECURITY)}`));
    await asAddress(page, email);
    expect(page.url()).toBe(web(SECURITY));
    await context.close();
  });
});

describe("identity 27: an account that has the address", () => {
  test("is proved by its password once, and signs in from then on", async () => {
    const { email } = await confirmed();
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 390, height: 844 },
    });
    await page.goto(web("/ko/login"));
    await asAddress(page, email);
    expect(await page.locator("h1").innerText()).toBe("이미 계정이 있어요");
    await expectGood(page);
    const link = page.locator('form[action="/api/session/google/link"]');
    await link.locator('input[name="password"]').fill("not the password");
    await link.locator('button[type="submit"]').click();
    await said(page);
    await link.locator('input[name="password"]').fill(PASSWORD);
    await link.locator('button[type="submit"]').click();
    await page.waitForURL(web("/ko"));
    await context.clearCookies();
    await page.goto(web("/ko/login"));
    await asAddress(page, email);
    expect(page.url()).toBe(web("/ko"));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("identity 28, 56.60: that is not confirmed is linked by its mailbox alone, in the browser that began", async () => {
    const { email } = await newMember();
    const { context, page, complaints } = await openVisit(browser);
    const heading = page.locator("h1");
    await page.goto(web("/en/login"));
    await asAddress(page, email);
    expect(await heading.innerText()).toBe("Confirm by mail that it is yours");
    await expectGood(page);
    await page.locator('form[action="/api/session/google/claim"] button').click();
    await heading.filter({ hasText: "Check your email" }).waitFor({ timeout: 20_000 });
    await expectGood(page);
    const link = await mailedLink(email, "connect");
    const other = await openVisit(browser, { javaScriptEnabled: false });
    await other.page.goto(link);
    expect(await other.page.locator("h1").innerText()).toBe("This is another browser");
    expect(await other.page.locator('form[action^="/api/session/google"]').count()).toBe(0);
    await page.goto(link);
    expect(page.url()).toBe(web("/en/connect"));
    await expectGood(page);
    await page.locator('form[action="/api/session/google/claimed"] button[type="submit"]').click();
    await page.waitForURL(web("/en"), { timeout: 20_000 });
    const refused = await asServer("/api/auth/login", { email, password: PASSWORD });
    expect([refused.status, complaints]).toEqual([401, []]);
    await Promise.all([context.close(), other.context.close()]);
  });
});

test("identity 28, 59: with its password an unconfirmed account is linked and keeps all it has; a wrong one costs nothing", async () => {
  const { accessToken: token, email } = await newMember();
  const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
  await page.goto(web("/ko/login"));
  await asAddress(page, email);
  await page.locator('form[action="/api/session/google/claim"] button').click();
  await page.goto(await mailedLink(email, "connect"));
  const claiming = page.locator('form[action="/api/session/google/claimed"]');
  const given = claiming.locator('input[name="password"]');
  await given.fill("not the password");
  await claiming.locator('button[type="submit"]').click();
  expect(await given.getAttribute("aria-invalid")).toBe("true");
  await given.fill(PASSWORD);
  await claiming.locator('button[type="submit"]').click();
  expect(page.url()).toBe(web("/ko"));
  await page.goto(web("/ko/account/security"));
  expect(await page.locator(PART).innerText()).toContain("연결한 날");
  // Not emptied: the password signs in as before, and the session from before lives on.
  expect((await asServer("/api/auth/login", { email, password: PASSWORD })).status).toBe(200);
  const me = await api("/api/members/me", { token });
  expect([me.status, await me.json()]).toMatchObject([200, { emailVerified: true }]);
  await context.close();
});

describe("identity 30: linking while signed in", () => {
  test("links, refuses without a recent proof, and unlinks", async () => {
    const { email } = await confirmed();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD }, SECURITY);
    await asAddress(page, freshEmail(), 'form[action="/api/account/google"] button');
    expect(await said(page)).toBe("Google account linked.");
    await expectGood(page);
    await page.locator(`${PART} summary`).click();
    await ageProof(context);
    await page.locator(`${PART} button.danger`).click();
    await said(page);
    expect(await page.locator(PART).innerText()).toContain("first confirm that it is you");
    await enter(page, { email, password: PASSWORD }, SECURITY);
    await page.locator(`${PART} summary`).click();
    await page.locator(`${PART} button.danger`).click();
    expect(await said(page)).toBe("Google account unlinked.");
    await context.close();
  });
});

describe("identity 34: what goes wrong is said in the shop's own words", () => {
  test.each([
    ["cancel", "You cancelled the log-in with Google."],
    ["wrong", "The answer from Google did not fit. Please start again."],
  ])("%s", async (what, text) => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/login"));
    await page.locator(GOOGLE).click();
    await page.locator(`button[value="${what}"]`).click();
    await page.waitForURL(({ href }) => href.startsWith(web("/en/login")));
    expect(await said(page)).toBe(text);
    await context.close();
  });

  test("an address that Google did not confirm", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/login"));
    await page.locator(GOOGLE).click();
    await page.locator('button[value="unconfirmed"]').click();
    await page.waitForURL(web("/en/login#notice"));
    expect(await said(page)).toContain("has not confirmed this e-mail address");
    await context.close();
  });
});

describe("identity 24, 56: the address that Google comes back to", () => {
  const CALLBACK = `/auth/google/callback?code=c&state=${"s".repeat(43)}`;
  const ask = (init: RequestInit = {}) => fetch(web(CALLBACK), { redirect: "manual", ...init });

  test("identity 56.7: another's callback in this browser signs no one in", async () => {
    const answer = await ask();
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/ko/login#notice"]);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.getSetCookie().join()).not.toMatch(/Http-(at|rt)=/);
  });

  test("identity 56.24: HEAD, POST and what is fetched ahead use nothing up", async () => {
    expect((await ask({ method: "HEAD" })).status).toBe(405);
    expect((await ask({ method: "POST" })).status).toBeGreaterThanOrEqual(400);
    expect((await ask({ headers: { "sec-purpose": "prefetch" } })).status).toBe(204);
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/login"));
    let callback = "";
    await page.route("**/auth/google/callback?**", async (route) => {
      callback = route.request().url();
      const cookie = (await route.request().allHeaders()).cookie ?? "";
      for (const init of [{ method: "HEAD" }, { headers: { "sec-purpose": "prefetch" } }]) {
        await fetch(callback, {
          redirect: "manual",
          ...init,
          headers: { ...init.headers, cookie },
        });
      }
      await route.continue();
    });
    await asAddress(page, freshEmail());
    expect(page.url()).toBe(web("/en/connect"));
    await context.close();
  });

  test("identity 56.22: what a provider says of an error is shown nowhere", async () => {
    const said = encodeURIComponent("<b>call 1-800</b>\r\nSet-Cookie: a=1");
    const answer = await fetch(web(`${CALLBACK}&error=x&error_description=${said}`), {
      redirect: "manual",
    });
    const all = JSON.stringify([...answer.headers]) + (await answer.text());
    expect([answer.status, /1-800|a=1/.test(all)]).toEqual([303, false]);
  });

  test("identity 56.20: begun, linked and unlinked from another site: 403", async () => {
    for (const path of ["session/google", "account/google", "session/google/accept"]) {
      const answer = await fetch(web(`/api/${path}`), {
        method: "POST",
        headers: {
          "sec-fetch-site": "cross-site",
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "lang=en&act=remove",
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});
