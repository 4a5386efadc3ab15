/** What an operator can do wrong with goods: prices, what is missing, counts, slugs, pictures; each said in a sentence. */
import { randomUUID } from "node:crypto";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { StockHistory } from "@edgemart/contracts/catalog-stock";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAdmin, freshPicture, openDesk, ownProduct, pressInPlace } from "./admin-desk.ts";
import { awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };
const read = (id: string) => askAdmin<AdminProduct>("GET", `/products/${id}`);
const form = (page: Page, act: string) =>
  page.locator(`form:has(input[name="act"][value="${act}"])`);
const notice = (page: Page, role: "status" | "alert") => page.locator(`#notice[role="${role}"]`);

async function send(page: Page, act: string, says: "status" | "alert"): Promise<void> {
  await Promise.all([
    page.waitForEvent("load"),
    form(page, act).locator('button[type="submit"]').first().click(),
  ]);
  await notice(page, says).waitFor();
}

describe("a price", () => {
  test.each([
    ["₩0", 0],
    ["99,999,999원", 99_999_999],
    // Above what the catalog takes as a price, or not: never saved without a question.
    ["999999999999", null],
  ])("of %s is asked about before it is saved, without script", async (typed, amount) => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`, PLAIN);
    const [variant] = product.variants;
    const row = page.locator(`[id="form-${variant?.id}"]`);
    await page.locator(`[id="${variant?.sku}-price"]`).fill(typed);
    const save = async (says: "status" | "alert") => {
      await Promise.all([
        page.waitForEvent("load"),
        row.locator('button[value="save-variant"]').click(),
      ]);
      await notice(page, says).waitFor();
    };
    await save("alert");
    expect((await read(product.id)).variants[0]?.price).toEqual(variant?.price);
    if (amount === null) return context.close();
    await row.locator('input[name="sure"]').check();
    await save("status");
    expect((await read(product.id)).variants[0]?.price.amountMinor).toBe(amount);
    await context.close();
  });

  test.each(["30,000", "30000원", "₩30,000", "30 000", "３０，０００"])(
    "typed as %s is taken by the administration and by the shop's filter, with and without script",
    async (typed) => {
      const product = await ownProduct();
      const { context, page } = await openDesk(browser, `/products/${product.id}`);
      const [variant] = product.variants;
      await page.locator(`[id="${variant?.sku}-price"]`).fill(typed);
      const save = page.locator(`[id="form-${variant?.id}"] button[value="save-variant"]`);
      expect(await pressInPlace(page, save)).toBe("status");
      expect((await read(product.id)).variants[0]?.price.amountMinor).toBe(30_000);
      await context.close();
      for (const javaScriptEnabled of [true, false]) {
        const shop = await openVisit(browser, {
          ...{ javaScriptEnabled, viewport: { width: 1440, height: 900 } },
        });
        await shop.page.goto(web("/en/products?category=tableware"));
        await shop.page.locator('#filters input[name="min"]').fill(typed);
        await shop.page.locator('#filters input[name="min"]').press("Enter");
        await shop.page.waitForURL((url) =>
          url.search.includes(javaScriptEnabled ? "price=30000-" : "min="),
        );
        expect(await shop.page.locator("#price-problem").count()).toBe(0);
        // With script the field with the focus stays as it was typed.
        const value = await shop.page.locator('#filters input[name="min"]').inputValue();
        expect(value).toBe(javaScriptEnabled ? typed : "30000");
        await shop.context.close();
      }
    },
  );

  test.each([true, false])(
    "that is none is said to be none in the shop's filter (script: %s)",
    async (javaScriptEnabled) => {
      const { context, page } = await openVisit(browser, {
        ...{ javaScriptEnabled, viewport: { width: 1440, height: 900 } },
      });
      await page.goto(web("/ko/products?category=tableware"));
      await page.locator('#filters input[name="max"]').fill("싼 것");
      await page.locator('#filters input[name="max"]').press("Enter");
      await page.locator("#price-problem").waitFor({ state: "attached" });
      expect(await page.locator('#filters input[name="max"]').inputValue()).toBe("싼 것");
      expect(await page.locator('main [role="alert"]').count()).toBe(1);
      expect(await page.locator("main ul a").count()).toBeGreaterThan(3);
      if (javaScriptEnabled) await expectGood(page);
      await context.close();
    },
  );
});

describe("a product", () => {
  test("without a picture or a variant is not put on sale: the page names both and leads to them", async () => {
    const slug = `bare-${randomUUID().slice(0, 8)}`;
    const title = { ko: "맨몸", en: "Bare" };
    const made = await askAdmin<AdminProduct>("POST", "/products", {
      ...{ slug, title, brand: "dalgrim", category: "tableware" },
    });
    const { context, page } = await openDesk(browser, `/products/${made.id}`, PLAIN);
    await page.locator('select[name="status"]').selectOption("active");
    await page.locator('input[name="title.en"]').fill("Still typed");
    await send(page, "save", "alert");
    expect(
      await page
        .locator("#notice a")
        .evaluateAll((links) => links.map((a) => a.getAttribute("href"))),
    ).toEqual(["#new-sku", "#picture"]);
    expect(await page.locator('select[name="status"]').inputValue()).toBe("active");
    expect(await page.locator('input[name="title.en"]').inputValue()).toBe("Still typed");
    expect((await read(made.id)).status).toBe("draft");
    await context.close();
  });

  test("keeps its last picture and variant while it is on sale", async () => {
    const product = await ownProduct();
    await askAdmin("PATCH", `/products/${product.id}`, { status: "active" }, product.version);
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    const remove = page.locator('form[action="/api/admin/pictures"] button[value="remove"]');
    expect(await pressInPlace(page, remove.first())).toBe("status");
    expect(await pressInPlace(page, remove.first())).toBe("alert");
    expect((await read(product.id)).media).toHaveLength(1);
    await context.close();
  });

  test("gets its slug from its name, another when that is taken, and can still be given one", async () => {
    const mark = randomUUID().slice(0, 6);
    const { context, page } = await openDesk(browser, "/products/new", PLAIN);
    const slugs: string[] = [];
    for (const [ko, en, typed] of [
      ["", `Moon cup ${mark}`, ""],
      ["", `Moon cup ${mark}`, ""],
      [`달 컵 ${mark}`, "", ""],
      ["", "Chosen", `chosen-${mark}`],
    ] as const) {
      await page.goto(web("/en/admin/products/new"));
      await page.locator('input[name="title.ko"]').fill(ko);
      await page.locator('input[name="title.en"]').fill(en);
      await page.locator('input[name="slug"]').fill(typed);
      await page.locator('select[name="brand"]').selectOption("dalgrim");
      await page.locator('select[name="category"]').selectOption("tableware");
      await send(page, "create", "status");
      slugs.push(await page.locator('input[name="slug"]').inputValue());
    }
    expect(slugs).toEqual([
      `moon-cup-${mark}`,
      `moon-cup-${mark}-2`,
      `dal-keop-${mark}`,
      `chosen-${mark}`,
    ]);
    await context.close();
  });

  test.each([true, false])(
    "gets all its missing combinations at once, wrong rows by name (script: %s)",
    async (javaScriptEnabled) => {
      const product = await ownProduct();
      const { context, page } = await openDesk(browser, `/products/${product.id}`, {
        javaScriptEnabled,
      });
      const rows = form(page, "add-missing");
      await page.locator("details:has(input[value='add-missing']) > summary").click();
      expect(
        await rows
          .locator('input[name="sku"]')
          .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
      ).toEqual(
        [`${product.slug}-navy-small`, `${product.slug}-navy-large`].map((sku) =>
          sku.toUpperCase(),
        ),
      );
      expect(await rows.locator('input[name="price"]').first().inputValue()).toBe("24000");
      await rows.locator('input[name="price"]').nth(1).fill("cheap");
      const button = rows.locator('button[type="submit"]');
      const press = async (says: "status" | "alert") =>
        javaScriptEnabled
          ? expect(await pressInPlace(page, button)).toBe(says)
          : send(page, "add-missing", says);
      await press("alert");
      expect(await page.locator('#notice a[href="#missing-price.1"]').count()).toBe(1);
      expect(await rows.locator('input[name="price"]').nth(1).inputValue()).toBe("cheap");
      if (javaScriptEnabled) await expectGood(page);
      await rows.locator('input[name="price"]').nth(1).fill("₩26,000");
      await rows.locator('input[name="stock"]').first().fill("7");
      await press("status");
      const { variants } = await read(product.id);
      expect(
        variants
          .slice(2)
          .map(({ optionValues, price, stock }) => [optionValues, price.amountMinor, stock.onHand]),
      ).toEqual([
        [["navy", "small"], 24_000, 7],
        [["navy", "large"], 26_000, 0],
      ]);
      await context.close();
    },
  );
});

describe("stock", () => {
  const level = async (sku: string) =>
    (await askAdmin<StockHistory>("GET", `/stock/${sku}`)).stock.onHand;

  test("is taken away with any minus sign, set to a count, and never counted on an old level", async () => {
    const sku = (await ownProduct()).variants[0]?.sku ?? "";
    const { context, page } = await openDesk(browser, `/stock/${sku}`, PLAIN);
    const adjust = async (how: string, text: string, says: "status" | "alert") => {
      await page.locator(`input[name="how"][value="${how}"]`).check();
      await page.locator('input[name="delta"]').fill(text);
      await Promise.all([
        page.waitForEvent("load"),
        page.locator('form[action="/api/admin/stock"] button').click(),
      ]);
      await notice(page, says).waitFor();
    };
    for (const minus of ["-1", "−1", "－１"]) await adjust("delta", minus, "status");
    expect(await level(sku)).toBe(2);
    await adjust("count", "12개", "status");
    expect(await level(sku)).toBe(12);
    await adjust("count", "12", "status");
    await adjust("count", "-3", "alert");
    await adjust("delta", "many", "alert");
    expect(await page.locator('input[name="delta"]').inputValue()).toBe("many");
    await askAdmin("POST", `/stock/${sku}/movements`, { delta: 5, reason: "received" });
    await adjust("count", "10", "alert");
    expect([await level(sku), await page.locator('input[name="delta"]').inputValue()]).toEqual([
      17,
      "10",
    ]);
    expect(await page.locator("#notice").innerText()).toContain("17");
    await adjust("count", "10", "status");
    expect(await level(sku)).toBe(10);
    await context.close();
  });
});

describe("a picture above the limit", () => {
  const large = { name: "large.png", mimeType: "image/png", buffer: Buffer.alloc(20_980_000) };

  test("without script ends on its product's page, which says so", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`, PLAIN);
    const upload = form(page, "add-picture");
    await upload.locator('input[type="file"]').setInputFiles(large);
    await upload.locator('button[type="submit"]').click();
    await page
      .locator("section:has(> #pictures) #notice[role='alert']")
      .waitFor({ timeout: 60_000 });
    expect(await page.locator("#picture-error").count()).toBe(1);
    expect(await page.locator("body").innerText()).not.toContain("body_too_large");
    await context.close();
  });

  test("with script is refused before it is sent, and what was typed stays", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    let sent = 0;
    await page.route("**/api/admin/pictures", (route) => {
      sent += 1;
      return route.continue();
    });
    const upload = form(page, "add-picture");
    await upload.locator('input[name="alt.en"]').fill("A cup");
    await upload.locator('input[type="file"]').setInputFiles(large);
    await upload.locator('button[type="submit"]').click();
    const message = await upload
      .locator('input[type="file"]')
      .evaluate((field) => (field as HTMLInputElement).validationMessage);
    expect([sent, message.includes("20 MB")]).toEqual([0, true]);
    await upload.locator('input[type="file"]').setInputFiles({
      ...{ name: "small.png", mimeType: "image/png", buffer: await freshPicture() },
    });
    expect(await pressInPlace(page, upload.locator('button[type="submit"]'))).toBe("status");
    expect((await read(product.id)).media[2]?.alt.en).toBe("A cup");
    expect(await upload.locator('input[name="alt.en"]').inputValue()).toBe("");
    await context.close();
  });
});

describe("the trails", () => {
  test("say in words what happened, and who by name, in both languages", async () => {
    const member = await newMember();
    const visit = await openVisit(browser, PLAIN);
    await enter(visit.page, { email: member.email, password: PASSWORD });
    await visit.context.close();
    const { context, page } = await openDesk(browser, "/audit/sign-ins", PLAIN);
    for (const lang of ["en", "ko"]) {
      for (const path of ["audit/sign-ins", "audit/catalogue"]) {
        await page.goto(web(`/${lang}/admin/${path}`));
        const text = await page.locator("tbody").innerText();
        expect([path, text.match(/auth[nz]_\w+|\w+\.(created|changed|moved)|mem_\w+/g)]).toEqual([
          path,
          null,
        ]);
        expect(await page.locator('tbody a[href*="/admin/members/mem_"]').count()).toBeGreaterThan(
          0,
        );
      }
    }
    await context.close();
  });
});
