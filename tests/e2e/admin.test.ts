/** The administration in a real browser against the complete platform: plain forms, so most of it without script. */
import { randomUUID } from "node:crypto";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  actionsOn,
  ageProof,
  awaken,
  enter,
  expectGood,
  openVisit,
  signInOn,
  web,
} from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const DESK = { viewport: { width: 1440, height: 900 } };
const status = (page: Page) => page.locator('#notice[role="status"]');
const alert = (page: Page) => page.locator('#notice[role="alert"]');
const act = (page: Page, name: string) => page.locator(`button[name="act"][value="${name}"]`);

/** Presses a button of the member's page and waits until the page says so. */
async function does(page: Page, name: string): Promise<void> {
  await act(page, name).click();
  await page.waitForLoadState("load");
  await status(page).waitFor();
}

describe("storefront 32: an administrator", () => {
  test("finds a member, changes it, ends its sessions and hands it a reset link; all of it stands in the trail", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled: false });
    await enter(page, system().admin, "/en/admin");
    await page.waitForURL(web("/en/admin/members"));
    await page.locator('input[id="member-q"]').fill(member.email);
    await page.locator("main search button").click();
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.locator("tbody a").click();

    await page.locator('main input[name="name"]').fill("Renamed");
    await page.locator('form:has(input[value="profile"]) button').click();
    await status(page).waitFor();
    expect(await page.locator("h1").innerText()).toBe("Renamed");

    const theirs = await openVisit(browser, { javaScriptEnabled: false });
    const account = { email: member.email, password: PASSWORD };
    await enter(theirs.page, account, "/en/account");
    await does(page, "disable");
    await theirs.context.clearCookies({ name: "__Host-Http-at" });
    await theirs.page.goto(web("/en/account"));
    expect(new URL(theirs.page.url()).pathname).toBe("/en/login");
    await does(page, "enable");
    await does(page, "unlock");
    await does(page, "end-sessions");

    await does(page, "reset-mail");
    await act(page, "reset-link").click();
    const link = await page.locator("#notice input").inputValue();
    expect(link.startsWith(web("/ko/reset?token="))).toBe(true);
    await page.reload();
    expect(await page.locator("#notice").count()).toBe(0);
    await theirs.page.goto(link);
    expect(theirs.page.url()).toBe(web("/ko/reset"));
    await theirs.page.locator('input[name="newPassword"]').fill("a password from a link");
    await theirs.page.locator('form[action="/api/session/reset"] button[type="submit"]').click();
    await status(theirs.page).waitFor();
    const renewed = { ...account, password: "a password from a link" };
    await signInOn(theirs.page, renewed, null);
    await theirs.page.goto(link);
    expect(await theirs.page.locator("form").count()).toBeLessThan(4);
    expect(await theirs.page.locator('input[name="newPassword"]').count()).toBe(0);
    await theirs.context.close();

    await does(page, "role");
    await does(page, "role");
    await page.locator(`a[href="/en/admin/audit?member=${member.id}"]`).click();
    const rows = await page.locator("tbody tr").allInnerTexts();
    expect(rows.map((row) => row.split("\t")[1])).toEqual([
      "Admin role removed",
      "Made administrator",
      "Password reset by link",
      "Enabled",
      "Disabled",
    ]);
    await context.close();
  });

  test("auth 63: what needs a recent password asks for it first", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled: false });
    const path = `/en/admin/members/${member.id}`;
    await enter(page, system().admin, path);
    await ageProof(context);
    // The page was shown before the proof grew old: the Worker refuses, nothing happens, the password is asked for.
    await act(page, "disable").click();
    await alert(page).waitFor();
    expect(await act(page, "disable").count()).toBe(0);
    await page.locator('main input[name="password"]').fill(system().admin.password);
    await page.locator('form[action="/api/account/confirm"] button[type="submit"]').click();
    await status(page).waitFor();
    expect(await act(page, "disable").count()).toBe(1);
    await context.close();
  });

  test("two administrators change one member: the second sees both and decides", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled: false });
    const path = `/en/admin/members/${member.id}`;
    await enter(page, system().admin, path);
    const second = await context.newPage();
    await second.goto(web(path));
    for (const [on, name] of [
      [page, "First"],
      [second, "Second"],
    ] as const) {
      await on.locator('main input[name="name"]').fill(name);
      await on.locator('form:has(input[value="profile"]) button').click();
      await on.locator("#notice").waitFor();
    }
    expect(await alert(second).locator("dd").allInnerTexts()).toEqual(["First", "Second"]);
    await context.close();
  });
});

describe("storefront 32: products and stock", () => {
  test.each([true, false])(
    "a text too long for a cookie comes back from its tab after a refusal, or is said to be gone (script: %s)",
    async (javaScriptEnabled) => {
      const { context, page, complaints } = await openVisit(browser, {
        ...DESK,
        javaScriptEnabled,
      });
      await enter(page, system().admin, "/en/admin/products?q=teapot");
      await page.locator("tbody a").first().click();
      await page.waitForURL(/\/en\/admin\/products\/prd_/);
      const long = "It was written at night. ".repeat(40);
      const text = page.locator('textarea[name="description.en"]');
      const stored = await text.inputValue();
      await text.fill(long);
      await page.locator('input[name="slug"]').fill("dalmaji-mug");
      await page.locator('form:has(input[name="act"][value="save"]) button').first().click();
      await alert(page).waitFor();
      const note = page.locator('[id="description.en-note"]');
      await note.waitFor();
      expect(await text.inputValue()).toBe(javaScriptEnabled ? long : stored);
      expect(await note.innerText()).toMatch(javaScriptEnabled ? /just wrote/ : /too long/);
      await page.reload();
      expect([await text.inputValue(), await note.count()]).toEqual([stored, 0]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("a product is begun, gets a variant and a picture, is sold, priced anew and counted", async () => {
    const { context, page } = await openVisit(browser, { ...DESK, javaScriptEnabled: false });
    const slug = `test-${randomUUID().slice(0, 8)}`;
    const sku = slug.toUpperCase();
    await enter(page, system().admin, "/en/admin/products/new");
    for (const missing of ["products/nothing", "stock/NO-SUCH-SKU"]) {
      const answer = await page.goto(web(`/en/admin/${missing}`));
      expect([answer?.status(), await page.locator("main h1").count()]).toEqual([404, 1]);
    }
    await page.goto(web("/en/admin/products/new"));
    await page.locator('input[name="title.ko"]').fill("시험용 잔");
    await page.locator('input[name="title.en"]').fill("Cup for tests");
    await page.locator('input[name="slug"]').fill("dalmaji-mug");
    await page.locator('select[name="brand"]').selectOption("dalgrim");
    await page.locator('select[name="category"]').selectOption("tableware");
    await page.locator('form[action="/api/admin/product"] button').click();
    await alert(page).waitFor();
    expect(await page.locator("#slug-error").count()).toBe(1);
    expect(await page.locator('input[name="title.en"]').inputValue()).toBe("Cup for tests");
    await page.locator('input[name="slug"]').fill(slug);
    await page.locator('form[action="/api/admin/product"] button').click();
    await page.waitForURL(/\/en\/admin\/products\/prd_/);
    const address = page.url();

    await page.locator("#new-sku").fill(sku);
    await page.locator("#new-price").fill("24,000");
    await page.locator("#new-compareAtPrice").fill("1,000");
    await page.locator("#new-initialStock").fill("3");
    const addVariant = page.locator('form:has(input[value="add-variant"]) button');
    await addVariant.click();
    await alert(page).waitFor();
    expect(await page.locator("#new-compareAtPrice-error").count()).toBe(1);
    await page.locator("#new-compareAtPrice").fill("30000");
    await addVariant.click();
    await status(page).waitFor();
    expect(await page.locator('tbody input[name="price"]').inputValue()).toBe("24000");

    const upload = page.locator('form:has(input[value="add-picture"])');
    const picture = { name: "cup.png", mimeType: "image/png" };
    await upload.locator('input[type="file"]').setInputFiles({
      ...picture,
      buffer: Buffer.from("no picture at all"),
    });
    await upload.locator('input[name="alt.en"]').fill("A cup");
    await upload.locator("button").click();
    await alert(page).waitFor();
    expect(await page.locator("#picture-error").count()).toBe(1);
    expect(await upload.locator('input[name="alt.en"]').inputValue()).toBe("A cup");
    await upload.locator('input[type="file"]').setInputFiles({
      ...picture,
      buffer: await sharp({
        create: { width: 640, height: 480, channels: 3, background: "#0a5a4b" },
      })
        .png()
        .toBuffer(),
    });
    await upload.locator("button").click();
    await status(page).waitFor();
    expect(await page.locator("main ol img").count()).toBe(1);

    const stale = await context.newPage();
    await stale.goto(address);
    await page.locator('select[name="status"]').selectOption("active");
    await page.locator('form:has(input[value="save"]) button').click();
    await status(page).waitFor();
    await stale.locator('input[name="title.en"]').fill("Lost update");
    await stale.locator('form:has(input[value="save"]) button').click();
    await alert(stale).waitFor();
    expect(await stale.locator("h1").innerText()).toBe("Cup for tests");
    expect(await stale.locator('input[name="title.en"]').inputValue()).toBe("Lost update");
    expect(await alert(stale).locator("dd").allInnerTexts()).toContain("Lost update");

    await page.locator('tbody input[name="price"]').fill("19000");
    await page.locator('button[value="save-variant"]').click();
    await status(page).waitFor();
    await page.goto(web(`/en/products/${slug}`));
    expect(await page.locator("main").innerText()).toMatch(/₩19,000/);

    await page.goto(web(`/en/admin/stock/${sku}`));
    const move = async (delta: string) => {
      await page.locator('input[name="delta"]').fill(delta);
      await page.locator('select[name="reason"]').selectOption("counted");
      await page.locator('form[action="/api/admin/stock"] button').click();
      await page.locator("#notice").waitFor();
    };
    await move("-4");
    expect(await alert(page).count()).toBe(1);
    await move("5");
    expect(await page.locator("main dd").allInnerTexts()).toEqual(["8", "0", "8"]);
    expect(await page.locator("tbody tr").count()).toBe(2);
    await page.goto(web("/en/admin/audit/catalogue"));
    const actions = await actionsOn(page);
    expect(actions.slice(0, 3)).toEqual(["stock.moved", "variant.changed", "product.changed"]);
    await context.close();
  });
});

describe("storefront 32: everybody else", () => {
  const paths = ["/admin/members", "/admin/audit", "/admin/members/mem_01k9z3v5e8f0r9t2m4w6y8a1bc"];

  test("a member gets a designed 403, a guest the sign-in form, and neither a single row", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email: member.email, password: PASSWORD });
    for (const path of paths) {
      const answer = await page.goto(web(`/en${path}`));
      expect(answer?.status()).toBe(403);
      expect(await page.locator("table, form[action^='/api/admin']").count()).toBe(0);
      const guest = await fetch(web(`/en${path}`), { redirect: "manual" });
      expect(guest.status).toBe(307);
    }
    await expectGood(page);
    await context.close();
  });

  test("a member's post to an administrator's form changes nothing", async () => {
    const victim = await newMember();
    const member = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email: member.email, password: PASSWORD });
    for (const name of ["disable", "role", "unlock", "end-sessions", "reset-mail", "reset-link"]) {
      const answer = await context.request.post(web("/api/admin/member"), {
        headers: { "sec-fetch-site": "same-origin" },
        form: { lang: "en", act: name, id: victim.id, role: "admin" },
        maxRedirects: 0,
      });
      const flash = /flash=([\w-]+)/.exec(answer.headers()["set-cookie"] ?? "")?.[1] ?? "";
      expect(JSON.parse(Buffer.from(flash, "base64url").toString())).toMatchObject({
        code: "forbidden",
        typed: {},
      });
    }
    await context.close();
  });
});

describe("storefront 37: a member's page after something was done", () => {
  // As it is first shown: every-page.test.ts.
  test.concurrent.each(["ko", "en"])("is good in %s, in both themes, on a phone", async (lang) => {
    const member = await newMember();
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 390, height: 844 },
    });
    const path = `/${lang}/admin/members/${member.id}`;
    await enter(page, system().admin, path);
    await act(page, "reset-link").click();
    await page.locator("#notice input").waitFor();
    await expectGood(page);
    await ageProof(context);
    await page.goto(web(path));
    await expectGood(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
