/** The administration's forms with script: parts are saved apart, nothing typed is lost, and leaving asks. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { AdminAttribute, AdminCollection } from "@edgemart/contracts/catalog-structure";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  askAdmin,
  marksBeside,
  openDesk,
  ownProduct,
  pressInPlace,
  typedTexts,
  typeEverywhere,
} from "./admin-desk.ts";
import { awaken, enter, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const read = (id: string) => askAdmin<AdminProduct>("GET", `/products/${id}`);
const act = (page: Page, name: string, at = 0) =>
  page.locator(`button[name="act"][value="${name}"]`).nth(at);
const submit = (page: Page, name: string) =>
  page.locator(`form:has(input[name="act"][value="${name}"]) button[type="submit"]`).first();
const both = (text: string) => ({ ko: text, en: text });

/** Pages with several forms: each with the buttons that are pressed one after another. */
const PAGES: [string, () => Promise<string>, string[]][] = [
  [
    "a product",
    async () => `/products/${(await ownProduct()).id}`,
    [
      ...["submit save", "submit save-attributes", "act save-option", "act save-value"],
      ...["act later-value", "act save-variant", "act describe", "act later", "submit add-value"],
    ],
  ],
  [
    "an attribute",
    async () => {
      const key = `a${Date.now().toString(36)}`;
      const values = ["one", "two"].map((each) => ({ key: each, label: both(each) }));
      await askAdmin<AdminAttribute>("POST", "/attributes", { key, name: both(key), values });
      return `/attributes/${key}`;
    },
    ["submit save", "act save-value", "act later-value", "submit add-value"],
  ],
  [
    "a collection",
    async () => {
      const [one, two] = [await ownProduct(), await ownProduct()];
      const { id } = await askAdmin<AdminCollection>("POST", "/collections", {
        ...{ slug: `c${Date.now().toString(36)}`, title: both("Desk") },
        products: [one.id, two.id],
      });
      return `/collections/${id}`;
    },
    ["act later"],
  ],
  ["brands", async () => "/brands", ["act save"]],
  ["a member", async () => `/members/${(await newMember()).id}`, ["act unlock"]],
];

describe("parts are saved apart", () => {
  test.each(PAGES)(
    "%s: what is typed in every other form stays, with scroll and focus",
    async (_page, open, buttons) => {
      const { context, page, complaints } = await openDesk(browser, await open());
      for (const button of buttons) {
        const [how = "", name = ""] = button.split(" ");
        await typeEverywhere(page);
        const before = await typedTexts(page);
        const pressed = how === "act" ? act(page, name) : submit(page, name);
        await pressed.scrollIntoViewIfNeeded();
        const own = await marksBeside(pressed);
        expect([button, await pressInPlace(page, pressed)]).toEqual([button, "status"]);
        const after = await typedTexts(page);
        const others = Object.entries(before).filter(([mark]) => !own.includes(mark));
        expect(others.length, button).toBeGreaterThan(0);
        for (const [mark, text] of others) {
          expect([button, mark, after[mark]]).toEqual([button, mark, text]);
        }
        const focus = await page.evaluate(() => document.activeElement?.tagName);
        expect([button, focus]).not.toEqual([button, "BODY"]);
        expect(await page.locator(":focus").isVisible()).toBe(true);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("each of them is stored as it was typed, one after the other, without a conflict", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    await page.locator('textarea[name="description.en"]').fill("A text in the first part.");
    await page.locator('[id="alt-en-0"]').fill("Seen from above");
    await page.locator('[id="alt-ko-1"]').fill("옆에서 본 모습");
    const top = () => page.evaluate(() => scrollY);
    await act(page, "later").scrollIntoViewIfNeeded();
    const before = await top();
    expect(await pressInPlace(page, act(page, "later"))).toBe("status");
    expect(Math.abs((await top()) - before)).toBeLessThan(200);
    const moved = await read(product.id);
    // The move saved the text of its own form; the other one is still being typed.
    expect(moved.media.map(({ alt }) => alt.en)).toEqual(["second", "Seen from above"]);
    expect(moved.description.en).toBe("");
    expect(await page.locator('[id="alt-ko-0"]').inputValue()).toBe("옆에서 본 모습");
    expect(await pressInPlace(page, submit(page, "save"))).toBe("status");
    expect(await pressInPlace(page, act(page, "describe", 0))).toBe("status");
    const now = await read(product.id);
    expect([now.description.en, now.media[0]?.alt.ko]).toEqual([
      "A text in the first part.",
      "옆에서 본 모습",
    ]);
    await context.close();
  });

  test("what somebody else saved meanwhile is never overwritten by a part that was being typed", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    await page.locator('input[name="title.en"]').fill("Mine");
    await askAdmin("PATCH", `/products/${product.id}`, { title: both("Theirs") }, product.version);
    await page.locator('[id="alt-en-0"]').fill("An alt text");
    // Refused on the old version; the page is renewed around the title that is being typed.
    expect(await pressInPlace(page, act(page, "describe"))).toBe("alert");
    expect(await pressInPlace(page, act(page, "describe"))).toBe("status");
    expect(await page.locator('input[name="title.en"]').inputValue()).toBe("Mine");
    expect(await pressInPlace(page, submit(page, "save"))).toBe("alert");
    expect(await page.locator("#notice dd").allInnerTexts()).toEqual(
      expect.arrayContaining(["Theirs", "Mine"]),
    );
    expect((await read(product.id)).title.en).toBe("Theirs");
    expect(await pressInPlace(page, submit(page, "save"))).toBe("status");
    expect((await read(product.id)).title.en).toBe("Mine");
    await context.close();
  });

  test("without script a move saves the alt text of its form", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`, {
      javaScriptEnabled: false,
    });
    await page.locator('[id="alt-en-0"]').fill("Seen from above");
    await act(page, "later").click();
    await page.locator("section:has(> #pictures) #notice").waitFor();
    expect(new URL(page.url()).hash).toBe("#notice");
    expect((await read(product.id)).media.map(({ alt }) => alt.en)).toEqual([
      "second",
      "Seen from above",
    ]);
    await context.close();
  });
});

describe("a form on its way", () => {
  test("is sent once however often it is pressed, and says when it could not be", async () => {
    const product = await ownProduct();
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    const title = page.locator('input[name="title.en"]');
    const path = "**/api/admin/product";
    let sent = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(path, async (route) => {
      sent += 1;
      await held;
      await route.continue();
    });
    await title.fill("Pressed twice");
    await title.press("Enter");
    await page.locator("form[aria-busy]").waitFor();
    await title.press("Enter");
    release();
    await page.locator('#notice[role="status"]').waitFor();
    expect(sent).toBe(1);
    await page.unroute(path);

    await title.fill("Not sent");
    await page.route(path, (route) => route.abort());
    await submit(page, "save").click();
    await page.locator('[role="alert"] p').first().waitFor();
    expect(await title.inputValue()).toBe("Not sent");
    await page.unroute(path);
    for (const [status, code] of [
      [413, "body_too_large"],
      [415, "unsupported_media_type"],
      [429, "rate_limited"],
      [503, "temporarily_unavailable"],
      [504, "deadline_exceeded"],
    ] as const) {
      const body = JSON.stringify({ code, title: code });
      await page.route(path, (route) =>
        route.fulfill({ status, contentType: "application/problem+json", body }),
      );
      await submit(page, "save").click();
      const said = page.locator("[data-keeps] p");
      await said.waitFor();
      expect(await said.innerText()).not.toContain(code);
      expect(await title.inputValue()).toBe("Not sent");
      await page.unroute(path);
      await page.waitForFunction(() => document.querySelector("form[aria-busy]") === null);
    }
    expect(await pressInPlace(page, submit(page, "save"))).toBe("status");
    expect((await read(product.id)).title.en).toBe("Not sent");
    await context.close();
  });
});

describe("leaving", () => {
  /** Answers the browser's questions, and counts them. */
  function answering(page: Page) {
    const asked = { times: 0, leave: false };
    page.on("dialog", async (dialog) => {
      asked.times += 1;
      await (asked.leave ? dialog.accept() : dialog.dismiss());
    });
    return asked;
  }

  test("asks by every way out while something typed is not saved, and only then", async () => {
    const product = await ownProduct();
    const path = `/en/admin/products/${product.id}`;
    const { context, page } = await openDesk(browser, `/products/${product.id}`);
    const asked = answering(page);
    await page.locator('main nav a[href="/en/admin/members"]').click();
    await page.waitForURL(web("/en/admin/members"));
    expect(asked.times).toBe(0);
    await page.goto(web(path));
    await page.locator("[data-keeps]").waitFor({ state: "attached" });
    await page.locator('input[name="title.en"]').fill("Not saved");
    // A plain link, a link of the router, and a search.
    await page.locator('main nav a[href="/en/admin/members"]').click();
    await page.locator('header a[href="/en"]').first().click();
    await page.locator('header input[type="search"], header input[name="q"]').first().fill("mug");
    await page
      .locator('header input[type="search"], header input[name="q"]')
      .first()
      .press("Enter");
    expect(asked.times).toBe(3);
    expect([
      new URL(page.url()).pathname,
      await page.locator('input[name="title.en"]').inputValue(),
    ]).toEqual([path, "Not saved"]);
    expect(await pressInPlace(page, submit(page, "save"))).toBe("status");
    await page.locator('main nav a[href="/en/admin/members"]').click();
    await page.waitForURL(web("/en/admin/members"));
    expect(asked.times).toBe(3);
    await page.goto(web(path));
    await page.locator("[data-keeps]").waitFor({ state: "attached" });
    await page.locator('input[name="title.en"]').fill("Thrown away");
    asked.leave = true;
    await page.locator('header a[href="/en"]').first().click();
    await page.waitForURL(web("/en"));
    expect((await read(product.id)).title.en).toBe("Not saved");
    await context.close();
  });

  test("asks on the pages of an account too, but not when its own form is sent", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD }, "/en/account");
    await page.locator("[data-keeps]").waitFor({ state: "attached" });
    const asked = answering(page);
    await page.locator('main input[name="name"]').fill("Renamed");
    await page.locator('main nav a[href="/en/account/addresses"]').click();
    expect([asked.times, new URL(page.url()).pathname]).toEqual([1, "/en/account"]);
    await page.locator('form[action="/api/account/profile"] button[type="submit"]').click();
    await page.locator('#notice[role="status"]').waitFor();
    expect([asked.times, await page.locator('main input[name="name"]').inputValue()]).toEqual([
      1,
      "Renamed",
    ]);
    await context.close();
  });
});
