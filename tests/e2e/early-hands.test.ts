/** What a visitor does before the script is there is kept: every control of every page, and what becomes of it. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieCart } from "./cart-visit.ts";
import { ADMIN_PAGES, firstOf, OPEN_PAGES, OWN_PAGES } from "./every-page.ts";
import { alive, openEarly, postCart, shownCart, things } from "./slow-shop.ts";
import { awaken, enter, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

interface Kept {
  control: string;
  value: string;
}

/** Changes every control that is there, the first of each name where one excludes the others; says what it did. */
function changeAll(page: Page): Promise<Kept[]> {
  return page.evaluate(() => {
    const done = new Map<string, { control: string; value: string }>();
    const say = (field: Element) => {
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const setTo = (field: HTMLInputElement | HTMLTextAreaElement, value: string) => {
      field.value = value;
      say(field);
    };
    const seen: string[] = [];
    for (const field of document.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
      if (field.disabled || field.readOnly || ["hidden", "file"].includes(field.type)) continue;
      const form = field.form?.id || field.form?.getAttribute("action") || "";
      const control = `${form} ${field.name}`;
      // The header's own forms come and go: a field is known by its form and its place among those of its name.
      const index = seen.filter((other) => other === control).length;
      seen.push(control);
      const each = `${control} ${index}`;
      if (field instanceof HTMLSelectElement) {
        const other = [...(field as HTMLSelectElement).options].find(
          (option) => !option.selected && !option.disabled,
        );
        if (!other) continue;
        (field as HTMLSelectElement).value = other.value;
        say(field);
        done.set(each, { control: each, value: other.value });
      } else if (field.type === "checkbox" || field.type === "radio") {
        if (done.has(control) || (field.type === "radio" && field.checked)) continue;
        field.click();
        done.set(control, { control, value: `${field.value}:${field.checked}` });
      } else {
        const isNumber = field.inputMode === "numeric" || field.type === "number";
        const times: Record<string, string> = {
          ...{ date: "2026-12-03", "datetime-local": "2026-12-03T10:00" },
        };
        const value = times[field.type] ?? (isNumber ? "3" : `early${index}`);
        setTo(field, value);
        done.set(each, { control: each, value });
      }
    }
    return [...done.values()];
  });
}

/** What the same controls hold now. */
function valuesOf(page: Page, kept: Kept[]): Promise<Kept[]> {
  return page.evaluate((all) => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")];
    return all.map(({ control, value }) => {
      const nameOf = (field: HTMLInputElement) =>
        `${field.form?.id || field.form?.getAttribute("action") || ""} ${field.name}`;
      const isTicked = ({ type }: HTMLInputElement) => type === "checkbox" || type === "radio";
      const shown = fields.filter(
        ({ disabled, readOnly, type }) =>
          !disabled && !readOnly && !["hidden", "file"].includes(type),
      );
      const same = shown.flatMap((field) => {
        const name = nameOf(field);
        if (isTicked(field)) return name === control ? [`${field.value}:${field.checked}`] : [];
        const index = shown.filter((each) => nameOf(each) === name).indexOf(field);
        return `${name} ${index}` === control ? [field.value] : [];
      });
      return { control, value: same.includes(value) ? value : (same[0] ?? "gone") };
    });
  }, kept);
}

/** The languages in turn: each page once, both languages many times. */
const inTurn = (paths: readonly string[]) =>
  paths.map((path, at) => `/${at % 2 === 0 ? "ko" : "en"}${path}`);
const SHOP = inTurn([
  // The cart and products are looked at with things in them, below.
  ...OPEN_PAGES.filter((path) => !/^\/(cart|products\/.+)$/.test(path)),
  "/products?category=tableware",
]);

describe("storefront A1: what was chosen, typed or ticked before the script arrived", () => {
  test.each(SHOP)("%s keeps it", async (path) => {
    const { context, page } = await openVisit(browser);
    let kept: Kept[] = [];
    await openEarly(page, path, async () => {
      kept = await changeAll(page);
    });
    expect(kept.length).toBeGreaterThan(1);
    await expect.poll(() => valuesOf(page, kept), { timeout: 10_000 }).toEqual(kept);
    await context.close();
  });

  test("so do the product and the cart, whichever product", async () => {
    const { context, page } = await openVisit(browser);
    for (const { slug, sku } of [...(await things(1, 1)), ...(await things(1, 2))]) {
      let kept: Kept[] = [];
      await openEarly(page, `/ko/products/${slug}`, async () => {
        kept = await changeAll(page);
      });
      await expect.poll(() => valuesOf(page, kept)).toEqual(kept);
      await postCart(context, { do: "add", sku, quantity: "1" });
    }
    await openEarly(page, "/ko/cart", async () => {
      await page.locator('main input[name="quantity"]').first().fill("7");
    });
    await expect.poll(async () => (await shownCart(page)).lines[0]?.[1]).toBe(7);
    await page.locator("h1").click();
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(7);
    await context.close();
  });

  test("so does every form of an account", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD });
    for (const path of inTurn(OWN_PAGES)) {
      let kept: Kept[] = [];
      await openEarly(page, path, async () => {
        kept = await changeAll(page);
      });
      expect(await valuesOf(page, kept), path).toEqual(kept);
    }
    await context.close();
  });

  test("so does every form of the administration, long texts too", async () => {
    const { context, page } = await openVisit(browser);
    await enter(page, system().admin, "/en/admin");
    const lists = ["products", "members", "categories", "attributes", "collections"];
    const rows: string[] = [];
    for (const list of lists) rows.push(await firstOf(page, `/admin/${list}`));
    for (const path of inTurn([...ADMIN_PAGES, ...rows])) {
      let kept: Kept[] = [];
      await openEarly(page, path, async () => {
        kept = await changeAll(page);
      });
      expect(kept.length, path).toBeGreaterThan(0);
      expect(await valuesOf(page, kept), path).toEqual(kept);
    }
    await context.close();
  });

  test("the example: a colour and a quantity chosen on a slow network are what is added", async () => {
    const [thing] = await things(1, 1);
    if (!thing) throw new Error("nothing to buy");
    const { context, page } = await openVisit(browser);
    await openEarly(page, `/ko/products/${thing.slug}`, async () => {
      await page.locator(`form#buy input[value="${thing.options[0]}"]`).check({ force: true });
      await page.locator("form#buy button.needs-script").last().click();
    });
    expect(await page.locator('form#buy input[name="quantity"]').inputValue()).toBe("2");
    await page.locator('form#buy button[type="submit"]').first().click();
    await page.locator("dialog[open] li").first().waitFor();
    expect(await cookieCart(context)).toEqual([{ sku: thing.sku, quantity: 2 }]);
    expect(new URL(page.url()).searchParams.get("v")).toBe(thing.sku);
    await context.close();
  });

  test("the browser's own memory counts too: a choice is there again after a reload, and is what is added", async () => {
    const [thing] = await things(1, 1);
    if (!thing) throw new Error("nothing to buy");
    const { context, page } = await openVisit(browser);
    await page.goto(web(`/ko/products/${thing.slug}`), { waitUntil: "networkidle" });
    await page.locator(`form#buy input[value="${thing.options[0]}"]`).check({ force: true });
    await page.reload({ waitUntil: "networkidle" });
    await page.locator('form#buy button[type="submit"]').first().click();
    await page.locator("dialog[open] li").first().waitFor();
    expect((await cookieCart(context))[0]?.sku).toBe(thing.sku);
    await context.close();
  });

  test("Back on a product's page shows what was chosen there, and adds it", async () => {
    const [thing] = await things(1, 1);
    if (!thing) throw new Error("nothing to buy");
    const { context, page } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(web(`/ko/products/${thing.slug}`));
    await alive(page);
    const chosen = page.locator(`form#buy input[value="${thing.options[0]}"]`);
    await chosen.check({ force: true });
    await page.waitForURL((url) => url.searchParams.get("v") === thing.sku);
    await page.locator('header nav a[href="/ko/products"]').first().click();
    await page.waitForURL(/\/ko\/products$/);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get("v") === thing.sku);
    await expect.poll(() => chosen.isChecked()).toBe(true);
    await page.locator('form#buy button[type="submit"]').first().click();
    await page.locator("dialog[open] li").first().waitFor();
    expect((await cookieCart(context))[0]?.sku).toBe(thing.sku);
    await context.close();
  });
});
