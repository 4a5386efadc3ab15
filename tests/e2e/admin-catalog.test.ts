/** What products are arranged by, kept by an administrator in a real browser without script, and seen in the shop. */
import { randomUUID } from "node:crypto";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionsOn, awaken, enter, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const DESK = { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false };
const form = (page: Page, act: string) => page.locator(`form:has(input[value="${act}"])`);
const button = (page: Page, act: string) => page.locator(`button[name="act"][value="${act}"]`);
const field = (page: Page, act: string, name: string) =>
  form(page, act).locator(`[name="${name}"]`);

/** Presses a button that posts, and waits for the page that answers: the one before may say the same. */
async function press(page: Page, pressed: Locator): Promise<void> {
  await Promise.all([page.waitForEvent("load"), pressed.click()]);
  await page.locator("#notice").waitFor();
}

/** Sends the form of an act; the page says that it is done, or what is wrong. */
async function sends(page: Page, act: string, says: "status" | "alert" = "status"): Promise<void> {
  await press(page, form(page, act).locator('button[type="submit"]'));
  expect([act, await page.locator("#notice").getAttribute("role")]).toEqual([act, says]);
}

const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "#0a5a4b" } })
    .png()
    .toBuffer();

async function named(page: Page, act: string, field: string, ko: string, en: string) {
  await form(page, act).locator(`[name="${field}.ko"]`).fill(ko);
  await form(page, act).locator(`[name="${field}.en"]`).fill(en);
}

describe("an operator arranges the catalog", () => {
  test("a category, a brand and an attribute are made, given to a product, and are facets of the listing", async () => {
    const mark = randomUUID().slice(0, 8);
    const slug = `arranged-${mark}`;
    const { context, page } = await openVisit(browser, DESK);
    await enter(page, system().admin, "/en/admin/categories");

    await named(page, "create", "name", "탁상 등", "Table lamps");
    await field(page, "create", "slug").fill("tableware");
    await field(page, "create", "position").fill("ninety");
    await sends(page, "create", "alert");
    expect(await page.locator("#position-error").count()).toBe(1);
    await field(page, "create", "position").fill("90");
    await sends(page, "create", "alert");
    expect(await page.locator("#slug-error").count()).toBe(1);
    expect(await field(page, "create", "name.ko").inputValue()).toBe("탁상 등");
    await field(page, "create", "slug").fill(slug);
    await sends(page, "create");
    expect(await page.locator("tbody tr", { hasText: slug }).count()).toBe(1);

    await page.goto(web("/en/admin/brands"));
    await named(page, "create", "name", "등불", "Lantern");
    await field(page, "create", "slug").fill(slug);
    await sends(page, "create");
    expect(await page.locator(`[id="${slug}-name.ko"]`).inputValue()).toBe("등불");

    await page.goto(web("/en/admin/attributes"));
    await named(page, "create", "name", "빛", "Light");
    await field(page, "create", "ownKey").fill(slug);
    await sends(page, "create");
    await field(page, "add-value", "ownKey").fill("warm");
    await sends(page, "add-value", "alert");
    expect(await field(page, "add-value", "ownKey").inputValue()).toBe("warm");
    await named(page, "add-value", "label", "따뜻한", "Warm");
    await sends(page, "add-value");

    await page.goto(web("/en/admin/products/new"));
    await named(page, "create", "title", "시험용 등", `Lamp ${mark}`);
    await field(page, "create", "slug").fill(slug);
    await field(page, "create", "brand").selectOption(slug);
    await field(page, "create", "category").selectOption(slug);
    await sends(page, "create");
    await field(page, "save-attributes", "facet")
      .and(page.locator(`[value="${slug}=warm"]`))
      .check();
    await sends(page, "save-attributes");
    await page.locator('details:has(input[value="add-option"]) > summary').click();
    await field(page, "add-option", "ownKey").fill("size");
    await named(page, "add-option", "name", "크기", "Size");
    await field(page, "add-option", "valueKey").fill("small");
    await named(page, "add-option", "label", "작은", "Small");
    await sends(page, "add-option");
    await page.locator("details:has(#size-new) > summary").click();
    await page.locator("#size-new-ownKey").fill("large");
    await page.locator('[id="size-new-label.en"]').fill("Large");
    await sends(page, "add-value");
    await page.locator("#new-option-size").selectOption("large");
    await page.locator("#new-sku").fill(slug.toUpperCase());
    await page.locator("#new-price").fill("24000");
    await sends(page, "add-variant");
    expect(await button(page, "remove-option").count()).toBe(0);
    await form(page, "save").locator('[name="status"]').selectOption("active");
    await sends(page, "save", "alert");
    expect(await page.locator('#notice a[href="#picture"]').count()).toBe(1);
    await form(page, "add-picture")
      .locator('[name="picture"]')
      .setInputFiles({
        ...{ name: "lamp.png", mimeType: "image/png", buffer: await picture() },
      });
    await sends(page, "add-picture");
    await form(page, "save").locator('[name="status"]').selectOption("active");
    await sends(page, "save");

    await page.goto(web(`/en/products?category=${slug}`));
    const main = await page.locator("main").innerText();
    expect(main).toContain(`Lamp ${mark}`);
    for (const [name, value] of [
      ["brand", slug],
      [`attr.${slug}`, "warm"],
    ]) {
      expect(await page.locator(`input[name="${name}"][value="${value}"]`).count()).toBeGreaterThan(
        0,
      );
    }
    await page.goto(web(`/ko/products/${slug}`));
    expect(await page.locator("main").innerText()).toMatch(/등불.*크기/s);

    await page.goto(web("/en/admin/audit/catalogue"));
    const actions = await actionsOn(page);
    expect(actions.slice(0, 11).reverse()).toEqual([
      ...["category.created", "brand.created", "attribute.created", "attribute.changed"],
      ...["product.created", "product.changed", "product.changed", "product.changed"],
      ...["variant.added", "media.replaced", "product.changed"],
    ]);
    await context.close();
  });

  test("what was typed is kept when somebody else was first, and what is used stays", async () => {
    const slug = `twice-${randomUUID().slice(0, 8)}`;
    const { context, page } = await openVisit(browser, DESK);
    await enter(page, system().admin, "/en/admin/categories");
    await named(page, "create", "name", "두 번", "Twice");
    await field(page, "create", "slug").fill(slug);
    await field(page, "create", "parent").selectOption("tableware");
    await sends(page, "create");
    await page.locator("tbody tr", { hasText: slug }).locator("a").first().click();
    await page.waitForURL(/categories\/cat_/);
    const second = await context.newPage();
    await second.goto(page.url());
    await named(page, "save", "name", "두 번", "First");
    await sends(page, "save");
    await named(second, "save", "name", "두 번", "Second");
    await sends(second, "save", "alert");
    expect(await second.locator("#notice dd").allInnerTexts()).toEqual(["First", "Second"]);
    expect(await field(second, "save", "name.en").inputValue()).toBe("Second");
    await sends(second, "save");
    expect(await second.locator("h1").innerText()).toBe("Second");
    await second.locator("summary[data-danger]").click();
    await press(second, button(second, "remove"));
    expect(new URL(second.url()).pathname).toBe("/en/admin/categories");
    expect(await second.locator("tbody tr", { hasText: slug }).count()).toBe(0);

    await second.goto(web("/en/admin/attributes"));
    await second.locator("tbody a").first().click();
    await second.waitForURL(/attributes\/\w/);
    await press(second, button(second, "remove-value").first());
    expect(await second.locator("#notice").getAttribute("role")).toBe("alert");
    expect(await button(second, "remove-value").count()).toBeGreaterThan(0);
    await context.close();
  });

  test("a collection is filled by searching, put in order and taken apart; a form sent twice counts once", async () => {
    const slug = `chosen-${randomUUID().slice(0, 8)}`;
    const { context, page } = await openVisit(browser, DESK);
    await enter(page, system().admin, "/en/admin/collections");
    await named(page, "create", "title", "고른 것", "Chosen");
    await field(page, "create", "slug").fill(slug);
    const key = await field(page, "create", "key").inputValue();
    await sends(page, "create");
    const address = page.url();
    const again = await context.request.post(web("/api/admin/collection"), {
      headers: { "sec-fetch-site": "same-origin" },
      form: { lang: "en", act: "create", key, slug, "title.ko": "고른 것", "title.en": "Chosen" },
      maxRedirects: 0,
    });
    expect(web(again.headers().location ?? "")).toBe(address);
    await page.locator("#find-q").fill("mug");
    await page.locator("main search button").click();
    for (const count of [1, 2]) {
      await press(page, button(page, "add-product").first());
      expect(await button(page, "remove-product").count()).toBe(count);
    }
    const order = () =>
      page
        .locator(
          '[aria-labelledby="products"] tbody th code, section[aria-labelledby="products"] tbody th code',
        )
        .allInnerTexts();
    const before = await order();
    const later = page.locator('form:has(button[value="later"])').first();
    const [once, version] = await Promise.all(
      ["key", "version"].map((name) => later.locator(`[name="${name}"]`).inputValue()),
    );
    const product = await later.locator('[name="product"]').inputValue();
    await press(page, button(page, "later").first());
    const id = address.slice(address.lastIndexOf("/") + 1);
    await context.request.post(web("/api/admin/collection"), {
      headers: { "sec-fetch-site": "same-origin" },
      form: { lang: "en", act: "later", key: once ?? "", version: version ?? "", id, product },
      maxRedirects: 0,
    });
    await page.goto(address);
    expect(await page.locator("#notice").getAttribute("role")).toBe("status");
    expect((await order()).slice(0, 2)).toEqual([before[1], before[0]]);
    await press(page, button(page, "remove-product").first());
    expect(await button(page, "remove-product").count()).toBe(1);
    await context.close();
  });
});

describe("everybody else", () => {
  const ids = { category: "cat", collection: "col" } as const;
  const idOf = (kind: keyof typeof ids) => `${ids[kind]}_01k9z3v5e8f0r9t2m4w6y8a1bc`;
  const paths = [
    ...["categories", "brands", "attributes", "collections", "attributes/colour"],
    ...[`categories/${idOf("category")}`, `collections/${idOf("collection")}`],
  ];

  test("a member gets a designed 403 of each page, a guest the sign-in form, and neither a single row", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email: member.email, password: PASSWORD });
    for (const path of paths) {
      const answer = await page.goto(web(`/en/admin/${path}`));
      expect([path, answer?.status()]).toEqual([path, 403]);
      expect(await page.locator("table, form[action^='/api/admin']").count()).toBe(0);
      const guest = await fetch(web(`/en/admin/${path}`), { redirect: "manual" });
      expect(guest.status).toBe(307);
    }
    await context.close();
  });

  test("a member's post to each of these forms is refused and changes nothing", async () => {
    const member = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email: member.email, password: PASSWORD });
    const key = randomUUID();
    const texts = { "name.en": "Mine", "title.en": "Mine", "label.en": "Mine", position: "1" };
    const posts = [
      ["category", "create", { slug: `mine-${key}` }],
      ["category", "save", { id: idOf("category"), slug: "mine" }],
      ["category", "remove", { id: idOf("category") }],
      ["brand", "create", { slug: `mine-${key}` }],
      ["brand", "save", { id: "onda" }],
      ["brand", "remove", { id: "onda" }],
      ["attribute", "create", { ownKey: "mine" }],
      ["attribute", "save", { id: "colour" }],
      ["attribute", "add-value", { id: "colour", ownKey: "mine" }],
      ["attribute", "remove", { id: "colour" }],
      ["collection", "create", { slug: `mine-${key}` }],
      ["collection", "add-product", { id: idOf("collection") }],
      ["collection", "remove", { id: idOf("collection") }],
      ["options", "add-option", { id: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc", ownKey: "mine" }],
      [
        "product",
        "save-attributes",
        { id: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc", facet: "colour=white" },
      ],
    ] as const;
    for (const [name, act, more] of posts) {
      const answer = await context.request.post(web(`/api/admin/${name}`), {
        headers: { "sec-fetch-site": "same-origin" },
        form: {
          lang: "en",
          act,
          key,
          version: "1",
          ...texts,
          product: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc",
          ...more,
        },
        maxRedirects: 0,
      });
      const flash = /flash=([\w-]+)/.exec(answer.headers()["set-cookie"] ?? "")?.[1] ?? "";
      const { code } = JSON.parse(Buffer.from(flash, "base64url").toString());
      expect([name, act, code]).toEqual([name, act, "forbidden"]);
    }
    await context.close();
  });
});
