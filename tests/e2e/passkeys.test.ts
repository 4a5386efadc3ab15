/** Passkeys in a real browser with a virtual authenticator: made, renamed, used by button and at the field, deleted. */
import { PasskeyList } from "@edgemart/contracts/passkeys";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newMember, PASSWORD, system } from "@edgemart/testkit/system";
import pg from "pg";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gzipBytes, type Scripts, scriptsOf } from "./page-weight.ts";
import { addAuthenticator } from "./virtual-authenticator.ts";
import { ageProof, awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const SECURITY = "/en/account/security";
const LOGIN = `/en/login?return=${encodeURIComponent(SECURITY)}`;
const PASSKEYS = 'section[aria-labelledby="passkeys"]';
const pressed = (page: Page, text: string) =>
  page.locator("main button.quiet", { hasText: text }).click();
const row = (page: Page) => page.locator(`${PASSKEYS} li`);
const said = async (page: Page, role: "status" | "alert") => {
  const notice = page.locator(`#notice[role="${role}"]`);
  await notice.waitFor();
  return notice.innerText();
};
/** Signs out of the shop without a page; the device keeps its passkeys. */
const leave = (context: BrowserContext) => context.clearCookies();
const isIn = async (page: Page) => {
  await page.waitForURL(web(SECURITY));
  expect(await page.locator("h1").innerText()).toBe("Log-in and security");
};

/** A new member with one passkey, on the page of its list. */
async function withPasskey(options: Parameters<typeof openVisit>[1] = {}) {
  const member = await newMember();
  const visit = await openVisit(browser, options);
  const device = await addAuthenticator(visit.page);
  await enter(visit.page, { email: member.email, password: PASSWORD }, SECURITY);
  await pressed(visit.page, "Add a passkey");
  await said(visit.page, "status");
  return { ...visit, ...member, device };
}

describe("identity 43, 59: a member's passkeys", () => {
  test("are added, renamed and deleted; the browser learns which ones are left", async () => {
    const { context, page, complaints, device } = await withPasskey();
    expect(await device.passkeys()).toHaveLength(1);
    const facts = await row(page).innerText();
    expect(facts).toContain("Not used yet");
    expect(facts).toContain("Kept by a password manager, for several devices.");
    await expectGood(page);

    await row(page).locator("summary", { hasText: "Rename" }).click();
    await row(page).locator('input[name="name"]').fill("My phone");
    await row(page).locator('button[value="rename"]').click();
    expect(await said(page, "status")).toBe("Passkey renamed.");
    expect(await row(page).innerText()).toContain("My phone");

    await pressed(page, "Add a passkey");
    const failed = page.locator(`${PASSKEYS} [role="alert"]`);
    await failed.filter({ hasText: "already has a passkey" }).waitFor();
    await expectGood(page);
    expect(await row(page).count()).toBe(1);

    await row(page).locator("summary", { hasText: "Delete" }).click();
    await row(page).locator('button[value="remove"]').click();
    expect(await said(page, "status")).toBe("Passkey deleted.");
    expect(await row(page).count()).toBe(0);
    // Chromium takes it off the device when the page says what is left.
    await expect.poll(device.passkeys).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("identity 43: the last way in stays", async () => {
    const { context, page, id } = await withPasskey();
    const database = new pg.Client({ connectionString: system().adminUrl });
    await database.connect();
    await database.query("DELETE FROM member.member_credential WHERE member_id = $1", [id]);
    await database.end();
    await row(page).locator("summary", { hasText: "Delete" }).click();
    await row(page).locator('button[value="remove"]').click();
    expect(await said(page, "alert")).toContain("the only way to log in");
    expect(await row(page).count()).toBe(1);
    await expectGood(page);
    await context.close();
  });

  test("auth 50: without a recent proof nothing is added or deleted; one touch of a passkey is a proof", async () => {
    const { context, page, device } = await withPasskey();
    await ageProof(context);
    await page.goto(web(SECURITY));
    expect(await page.locator("button", { hasText: "Add a passkey" }).count()).toBe(0);
    expect(await row(page).locator('button[value="remove"]').count()).toBe(0);
    await expectGood(page);
    await device.unlock(false);
    await pressed(page, "Confirm with a passkey");
    await page.locator('main button.quiet[aria-disabled="false"]').first().waitFor();
    expect(await page.locator("button", { hasText: "Add a passkey" }).count()).toBe(0);
    await device.unlock(true);
    await pressed(page, "Confirm with a passkey");
    await said(page, "status");
    expect(await row(page).locator('button[value="remove"]').count()).toBe(1);
    await context.close();
  });

  test("on a phone, in Korean, the page and each of its forms are good", async () => {
    const { context, page, device } = await withPasskey({ viewport: { width: 390, height: 844 } });
    await page.goto(web("/ko/account/security"));
    for (const each of await row(page).locator("summary").all()) await each.click();
    await expectGood(page);
    await device.touch(false);
    await leave(context);
    await page.goto(web("/ko/login"));
    await expectGood(page);
    await context.close();
  });
});

describe("identity 42, 59: signing in by a passkey", () => {
  test("by the button, which ends what waits at the field; the way back is kept", async () => {
    const { context, page, complaints, device } = await withPasskey();
    await device.touch(false);
    await leave(context);
    await page.goto(web(LOGIN), { waitUntil: "networkidle" });
    const field = page.locator('input[name="email"]');
    expect(await field.getAttribute("autocomplete")).toBe("username webauthn");
    await device.touch(true);
    await pressed(page, "Log in with a passkey");
    await isIn(page);
    expect(await row(page).innerText()).toContain("Last used");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("at the field, where the browser offers it; the page opens no dialog and sends one answer", async () => {
    const { context, page, complaints } = await withPasskey();
    await leave(context);
    const sent: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/session/")) sent.push(pathname);
    });
    // Its owner chooses it at once.
    await page.goto(web(LOGIN));
    await isIn(page);
    expect(sent).toEqual(["/api/session/passkey/options", "/api/session/passkey"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a challenge waits at the field without a dialog, and is asked anew every 4 minutes", async () => {
    const { context, page, device } = await withPasskey();
    await leave(context);
    await device.touch(false);
    let asked = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/api/session/passkey/options")) asked += 1;
    });
    await page.clock.install();
    await page.goto(web(LOGIN), { waitUntil: "networkidle" });
    await expect.poll(() => asked).toBe(1);
    await page.clock.fastForward(239_000);
    expect(asked).toBe(1);
    await page.clock.fastForward(2_000);
    await expect.poll(() => asked).toBe(2);
    expect(await page.locator('main form [role="alert"]').innerText()).toBe("");
    await context.close();
  });

  test("identity 40, 56.40: a device that cannot be unlocked signs nobody in, and that is no error of the page", async () => {
    const { context, page, device } = await withPasskey();
    await leave(context);
    await device.touch(false);
    await page.goto(web(LOGIN), { waitUntil: "networkidle" });
    await device.unlock(false);
    await device.touch(true);
    const sent: string[] = [];
    page.on("request", (request) => sent.push(new URL(request.url()).pathname));
    await pressed(page, "Log in with a passkey");
    // Once it is over, the page waits at the field again: that asks for a challenge a second time.
    const asked = () => sent.filter((path) => path === "/api/session/passkey/options").length;
    await expect.poll(asked).toBe(2);
    expect(sent).not.toContain("/api/session/passkey");
    expect(new URL(page.url()).pathname).toBe("/en/login");
    expect(await page.locator('main form [role="alert"]').innerText()).toBe("");
    await context.close();
  });

  test("one that was deleted: a sentence, and the browser learns to offer it no more", async () => {
    const { context, page, device, accessToken: token } = await withPasskey();
    const { items } = PasskeyList.parse(await (await api("/api/auth/passkeys", { token })).json());
    const path = `/api/auth/passkeys/${items[0]?.id}`;
    expect((await api(path, { method: "DELETE", token })).status).toBe(204);
    expect(await device.passkeys()).toHaveLength(1);
    await leave(context);
    // The device answers the button alone, not what would wait at the field.
    await page.addInitScript(() => {
      window.PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
    await page.goto(web(LOGIN), { waitUntil: "networkidle" });
    await pressed(page, "Log in with a passkey");
    const failed = page.locator('main form [role="alert"]', { hasText: "cannot be used" });
    await failed.waitFor();
    await expect.poll(device.passkeys).toEqual([]);
    await expectGood(page);
    await context.close();
  });

  test("without script there is no button, and the password form is whole", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await page.goto(web(LOGIN));
    expect(await page.locator("button", { hasText: "passkey" }).isVisible()).toBe(false);
    await page.locator('input[name="email"]').fill(email);
    await page.locator('main input[name="password"]').fill(PASSWORD);
    await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
    await isIn(page);
    expect(await page.locator("button", { hasText: "Add a passkey" }).isVisible()).toBe(false);
    expect(await page.locator(PASSKEYS).innerText()).toContain("needs JavaScript");
    await page.goto(web("/en/account/password"));
    expect(page.url()).toBe(web(SECURITY));
    await context.close();
  });
});

describe("identity 58: what passkeys weigh", () => {
  test("own script of /login ≤ 5 kB gzip before use, the library ≤ 3.5 kB; other pages load neither", async () => {
    const plain = await openVisit(browser);
    await plain.context.addInitScript(() => {
      window.PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
    const offering = await openVisit(browser);
    const [before, register, home] = await Promise.all(
      ["/en/login", "/en/register", "/en"].map((path) => scriptsOf(plain.context, web(path))),
    );
    const used = await scriptsOf(offering.context, web("/en/login"));
    if (!before || !register || !home) throw new Error("a page was not weighed");
    const less = (all: Scripts, others: Scripts): Scripts =>
      new Map([...all].filter(([url]) => !others.has(url)));
    const own = gzipBytes(less(before, register));
    const library = gzipBytes(less(used, before));
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThanOrEqual(5_000);
    expect(library).toBeGreaterThan(0);
    expect(library).toBeLessThanOrEqual(3_500);
    const isOfPasskeys = (text: string) => /isConditionalMediationAvailable/.test(text);
    expect([...before.values()].some(isOfPasskeys)).toBe(true);
    for (const page of [register, home]) expect([...page.values()].some(isOfPasskeys)).toBe(false);
    await plain.context.close();
    await offering.context.close();
  });
});
