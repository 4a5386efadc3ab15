/** A member's own pages in a real browser against the complete platform, with script and without. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { freshEmail, newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ageProof, awaken, enter, expectGood, openVisit, signInOn, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };
const NEXT_PASSWORD = "another long enough phrase";

const status = (page: Page) => page.locator('#notice[role="status"]');
const alert = (page: Page) => page.locator('#notice[role="alert"]');
const submit = (page: Page, action: string) =>
  page.locator(`form[action="${action}"] button[type="submit"]`).first().click();

async function fillAddress(page: Page, fields: Record<string, string> = {}): Promise<void> {
  const address = {
    recipient: "김민아",
    phone: "010-1234-5678",
    postcode: "04766",
    line1: "서울특별시 성동구 가람길 12",
    ...fields,
  };
  for (const [name, value] of Object.entries(address)) {
    await page.locator(`input[name="${name}"]`).fill(value);
  }
}

describe("storefront 30: a member's account", () => {
  test("register, greeting, profile, address, devices, password, log out: the whole way", async () => {
    const { context, page, complaints } = await openVisit(browser);
    const email = freshEmail();
    await page.goto(web("/en/register?return=%2Fen%2Faccount"));
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="name"]').fill("Mina Kim");
    await page.locator('input[name="password"]').fill(PASSWORD);
    for (const name of ["terms", "privacy", "age14"])
      await page.locator(`input[name="${name}"]`).check();
    await submit(page, "/api/session/register");
    await page.waitForURL(web("/en/account"));
    await page.locator('header a[href="/en/account"]', { hasText: "Mina Kim" }).waitFor();

    await page.locator('input[name="name"]').fill("Mina Lee");
    await submit(page, "/api/account/profile");
    await status(page).waitFor();
    expect(await page.locator('input[name="name"]').inputValue()).toBe("Mina Lee");

    await page.goto(web("/en/account/addresses"));
    await page.locator('a[href="/en/account/addresses/new"]').click();
    await fillAddress(page);
    await submit(page, "/api/account/address");
    await page.waitForURL(web("/en/account/addresses"));
    expect(await page.locator("main li", { hasText: "04766" }).count()).toBe(1);

    const other = await openVisit(browser);
    await enter(other.page, { email, password: PASSWORD });
    await page.goto(web("/en/account/security"));
    expect(await page.locator("main li", { hasText: "Chrome on " }).count()).toBe(2);
    await page.locator('button[name="session"][value^="ses_"]').click();
    await status(page).waitFor();
    expect(await page.locator('button[name="session"]').count()).toBe(0);
    await other.context.clearCookies({ name: "__Host-Http-at" });
    await other.page.goto(web("/en/account"));
    expect(new URL(other.page.url()).pathname).toBe("/en/login");
    await other.context.close();

    await page.goto(web("/en/account/security"));
    await page.locator('input[name="currentPassword"]').fill(PASSWORD);
    await page.locator('input[name="newPassword"]').fill(NEXT_PASSWORD);
    await submit(page, "/api/account/password");
    await status(page).waitFor();

    await page.locator('form[action="/api/session/logout"] button').first().click();
    await page.locator('header a[href*="/login"]').waitFor();
    await signInOn(page, { email, password: NEXT_PASSWORD }, "/en/login?return=%2Fen%2Faccount");
    expect(page.url()).toBe(web("/en/account"));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("storefront 40: keys alone sign in and save a name", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en/login?return=%2Fen%2Faccount"), { waitUntil: "networkidle" });
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
      }
      throw new Error(`${selector} cannot be reached by Tab`);
    };
    await tabTo('input[name="email"]');
    await page.keyboard.type(email);
    await tabTo('input[name="password"]');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(web("/en/account"));
    await tabTo('input[name="name"]');
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("Keys Only");
    await tabTo('form[action="/api/account/profile"] button');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement as Element).outlineStyle,
    );
    expect(outline).not.toBe("none");
    await page.keyboard.press("Enter");
    await status(page).waitFor();
    expect(await page.locator('input[name="name"]').inputValue()).toBe("Keys Only");
    await context.close();
  });

  test("storefront 31: two who change one name: the second sees both and decides", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD }, "/en/account");
    const second = await context.newPage();
    await second.goto(web("/en/account"));
    await page.locator('input[name="name"]').fill("First");
    await submit(page, "/api/account/profile");
    await status(page).waitFor();
    await second.locator('input[name="name"]').fill("Second");
    await submit(second, "/api/account/profile");
    await alert(second).waitFor();
    expect(await alert(second).locator("dd").allInnerTexts()).toEqual(["First", "Second"]);
    expect(await second.locator('input[name="name"]').inputValue()).toBe("Second");
    await expectGood(second);
    await submit(second, "/api/account/profile");
    await status(second).waitFor();
    await page.reload();
    expect(await page.locator('input[name="name"]').inputValue()).toBe("Second");
    await context.close();
  });
});

describe("storefront 12, 30, 31: forms with script switched off", () => {
  test("an address: errors beside their fields, everything typed kept; then edited, preferred and deleted", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled: false });
    const path = "/ko/account/addresses/new";
    await enter(page, { email, password: PASSWORD }, path);
    await fillAddress(page, { phone: "call me", line2: "3층" });
    await submit(page, "/api/account/address");
    expect(new URL(page.url()).pathname).toBe(path);
    await alert(page).waitFor();
    expect(await page.locator('input[aria-invalid="true"]').getAttribute("name")).toBe("phone");
    expect(await page.locator("#phone-error").count()).toBe(1);
    for (const [name, value] of [
      ["recipient", "김민아"],
      ["phone", "call me"],
      ["line2", "3층"],
    ] as const) {
      expect(await page.locator(`input[name="${name}"]`).inputValue()).toBe(value);
    }
    await page.locator('input[name="phone"]').fill("010 1234 5678");
    await submit(page, "/api/account/address");
    await status(page).waitFor();

    await page.goto(web("/ko/account/addresses/new?abroad=1"));
    await page.locator('input[name="recipient"]').fill("Niamh");
    await page.locator('input[name="phone"]').fill("+353 1 234 5678");
    await page.locator('select[name="country"]').selectOption("IE");
    await page.locator('input[name="line1"]').fill("12 Garam Lane");
    await page.locator('input[name="city"]').fill("Dublin");
    await submit(page, "/api/account/address");
    const row = page.locator("main li", { hasText: "Niamh" });
    expect(await row.innerText()).toContain("아일랜드");

    await row.locator('button[value="prefer"]').click();
    await status(page).waitFor();
    expect(await row.locator('button[value="prefer"]').count()).toBe(0);
    const old = page.locator("main li", { hasText: "04766" });
    await old.locator("summary").click();
    await old.locator('button[value="delete"]').click();
    await status(page).waitFor();
    expect(await old.count()).toBe(0);
    await context.close();
  });

  test("a session that ends in the middle of a form loses nothing, and tells nobody else", async () => {
    const mina = await newMember();
    const stranger = await newMember();
    const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled: false });
    const path = "/ko/account/addresses/new";
    const login = `/ko/login?return=${path}`;
    await signInOn(page, { email: mina.email, password: PASSWORD }, login);
    const endAndPost = async () => {
      await fillAddress(page, { line2: "비밀 3층" });
      await context.clearCookies({ name: /^__Host-Http-(at|rt)$/ });
      await submit(page, "/api/account/address");
      expect(page.url()).toBe(web(`/ko/login?return=${encodeURIComponent(path)}`));
      expect(await page.locator("#notice").count()).toBe(1);
    };
    await endAndPost();
    await page.locator('input[name="email"]').fill(mina.email);
    await page.locator('input[name="password"]').fill("not the password");
    await submit(page, "/api/session/login");
    await signInOn(page, { email: mina.email, password: PASSWORD }, null);
    expect(page.url()).toBe(web(path));
    expect(await page.locator('input[name="line2"]').inputValue()).toBe("비밀 3층");
    await status(page).waitFor();

    await endAndPost();
    await signInOn(page, { email: stranger.email, password: PASSWORD }, null);
    expect(page.url()).toBe(web(path));
    expect(await page.content()).not.toContain("비밀 3층");
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-Http-draft");
    await context.close();
  });

  test("auth 50, 58: what needs a recent password asks for it, and takes it once", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser, { ...PHONE, javaScriptEnabled: false });
    await enter(page, { email, password: PASSWORD }, "/en/account");
    await ageProof(context);
    await page.goto(web("/en/account/security"));
    expect(await page.locator('button[name="session"]').count()).toBe(0);
    const confirm = async (password: string) => {
      await page.locator('main input[name="password"]').fill(password);
      await submit(page, "/api/account/confirm");
    };
    await confirm("not the password");
    expect(await page.locator("#password-error").count()).toBe(1);
    await confirm(PASSWORD);
    expect(await page.locator('button[value="others"]').count()).toBe(1);
    await page.locator('button[value="others"]').click();
    await status(page).waitFor();

    await ageProof(context);
    await page.goto(web("/en/account/security"));
    await page.locator('input[name="currentPassword"]').fill(PASSWORD);
    await page.locator('input[name="newPassword"]').fill("password1234");
    await submit(page, "/api/account/password");
    await page.locator('input[name="currentPassword"]').fill(PASSWORD);
    await page.locator('input[name="newPassword"]').fill(NEXT_PASSWORD);
    await submit(page, "/api/account/password");
    await status(page).waitFor();
    await context.close();
  });

  test("everything kept can be taken along, and the account deleted", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await enter(page, { email, password: PASSWORD }, "/en/account/data");
    const file = await context.request.get(web("/api/account/export?lang=en"));
    expect(file.headers()["content-disposition"]).toContain("attachment");
    expect(await file.json()).toMatchObject({
      member: { email },
      addresses: [],
      sessions: [{ current: expect.any(Boolean) }, { current: expect.any(Boolean) }],
    });
    await page.locator("#leave").fill(PASSWORD);
    await submit(page, "/api/account/delete");
    expect(await page.locator("#sure-error").count()).toBe(1);
    await page.locator("#leave").fill(PASSWORD);
    await page.locator('input[name="sure"]').check();
    await submit(page, "/api/account/delete");
    await page.waitForURL(web("/en/goodbye"));
    const names = (await context.cookies()).map(({ name }) => name);
    expect(names.filter((name) => /-(at|rt|draft)$/.test(name))).toEqual([]);
    await context.close();
  });
});

describe("who may see a personal page", () => {
  test("auth 69, 78: a guest is sent to sign in; nothing of it may be kept or indexed", async () => {
    for (const path of ["", "/addresses", "/security", "/data"]) {
      const page = `/ko/account${path}`;
      const answer = await fetch(web(page), { redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([
        307,
        `/ko/login?return=${encodeURIComponent(page)}`,
      ]);
      expect(answer.headers.get("cache-control")).toContain("no-store");
    }
    for (const path of ["/password", "/sessions"]) {
      const answer = await fetch(web(`/ko/account${path}`), { redirect: "manual" });
      const to = answer.headers.get("location");
      expect([answer.status, to]).toEqual([308, "/ko/account/security"]);
    }
  });

  test("auth 73, attack 44: no form of it takes a post from another site", async () => {
    const acts = ["member", "product", "pictures", "stock", "sessions"];
    const session = [
      "session/reset",
      "session/forgot",
      "session/confirm",
      "session/register/again",
      "session/register/refuse",
      "session/passkey",
      "session/passkey/options",
    ];
    const others = [...acts.map((name) => `admin/${name}`), ...session];
    const passkeys = ["passkeys", "passkeys/options", "confirm/options"];
    const own = ["profile", "address", "password", "sessions", "confirm", "delete"];
    const forms = [...own, ...passkeys];
    for (const path of [...forms.map((name) => `account/${name}`), ...others]) {
      const answer = await fetch(web(`/api/${path}`), {
        method: "POST",
        headers: { "sec-fetch-site": "cross-site" },
        body: new URLSearchParams({ lang: "en" }),
        redirect: "manual",
      });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe("storefront 37: personal pages after something was done", () => {
  // As they are first shown: every-page.test.ts.
  test.concurrent.each(["ko", "en"])("are good in %s, in both themes, on a phone", async (lang) => {
    const { email } = await newMember();
    const { context, page, complaints } = await openVisit(browser, PHONE);
    const at = (path: string) => page.goto(web(`/${lang}${path}`), { waitUntil: "load" });
    const login = `/${lang}/login?return=${encodeURIComponent(`/${lang}/account/addresses/new`)}`;
    await signInOn(page, { email, password: PASSWORD }, login);
    await fillAddress(page, { phone: "call me" });
    await submit(page, "/api/account/address");
    await alert(page).waitFor();
    await expectGood(page);
    await page.locator('input[name="phone"]').fill("010 1234 5678");
    await submit(page, "/api/account/address");
    await status(page).waitFor();
    await page.locator("summary").click();
    await expectGood(page);
    await at("/account/addresses/new?abroad=1");
    await expectGood(page);
    await ageProof(context);
    for (const path of ["/security", "/data"]) {
      await at(`/account${path}`);
      await expectGood(page);
    }
    await at(`/reset?token=${"a".repeat(43)}`);
    expect(page.url()).toBe(web(`/${lang}/reset`));
    await expectGood(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
