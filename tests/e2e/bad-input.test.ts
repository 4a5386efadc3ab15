/** What goes wrong for a shopper: each has a designed answer, and nothing that was typed is lost. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };

const ADDRESS = {
  recipient: "김민아",
  phone: "010-1234-5678",
  postcode: "04766",
  line1: "서울특별시 성동구 가람길 12",
};
async function fillAddress(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(ADDRESS)) {
    await page.locator(`input[name="${name}"]`).fill(value);
  }
}
const typed = async (page: Page) =>
  Object.fromEntries(
    await Promise.all(
      Object.keys(ADDRESS).map(
        async (name) => [name, await page.locator(`input[name="${name}"]`).inputValue()] as const,
      ),
    ),
  );

describe("storefront 16, 31: what goes wrong for a shopper", () => {
  test.each([
    ["/ko/products/never-was", 404],
    ["/en/products/%E0%A4%A", 404],
    ["/ko/products/../../etc/passwd", 404],
    ["/en/nothing-here", 404],
    ["/ko/products?q=", 200],
    ["/en/products?q=%20%20", 200],
    ["/ko/products?page=0", 200],
    ["/en/products?page=99999999999999999999", 404],
    ["/ko/products?category=no-such-category", 404],
    ["/en/products/dalmaji-mug?v=NO-SUCH-SKU&notice=%3Cb%3E", 200],
    ["/ko/cart?notice=constructor", 200],
    ["/en/login?return=https%3A%2F%2Fevil.example", 200],
  ])("%s is a page of the shop (%i) with one heading and ways on", async (path, status) => {
    const answer = await fetch(web(path), { redirect: "follow" });
    const html = await answer.text();
    expect(answer.status).toBe(status);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<main[\s\S]*<(a|button)[\s\S]*<\/main>/);
    expect(html).not.toMatch(/(href|action|value)="[^"]*(evil\.example|<b>)/);
  });

  test("without a connection a form stays as it was typed and says so; the button takes another try", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    const { email } = await newMember();
    await enter(page, { email, password: PASSWORD });
    await page.goto(web("/ko/account/addresses/new"));
    await page.locator("html[data-script]").waitFor();
    await fillAddress(page);
    await context.setOffline(true);
    await page.locator('form[action="/api/account/address"] button[type="submit"]').last().click();
    await page.locator('[role="alert"] p').waitFor();
    await expectGood(page);
    expect(await typed(page)).toEqual(ADDRESS);
    await context.setOffline(false);
    await page.locator('form[action="/api/account/address"] button[type="submit"]').last().click();
    await page.waitForURL(web("/ko/account/addresses"));
    expect(await page.locator("main li", { hasText: ADDRESS.postcode }).count()).toBe(1);
    await context.close();
  });

  test("a shop that cannot be reached though the device is online: the service worker keeps the form on its page", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    await page.goto(web("/en/login"));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.locator("html[data-script]").waitFor();
    await page.locator('input[name="email"]').fill("mina@example.com");
    await page.locator('main input[name="password"]').fill("correct horse battery");
    // Requests of the worker itself are cut, the browser goes on believing in its network.
    await context.route("**/api/session/login", (route) => route.abort("connectionfailed"));
    await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
    await page.locator('[role="alert"] p').waitFor();
    expect(await page.locator('input[name="email"]').inputValue()).toBe("mina@example.com");
    expect(await page.locator('main input[name="password"]').inputValue()).toBe(
      "correct horse battery",
    );
    expect(
      await page.locator('form[action="/api/session/login"] button[type="submit"]').isEnabled(),
    ).toBe(true);
    await context.close();
  });

  test("a form sent twice at once is done once", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    const { email } = await newMember();
    await enter(page, { email, password: PASSWORD });
    await page.goto(web("/en/account/addresses/new"));
    const fields = await page
      .locator('form[action="/api/account/address"] input')
      .evaluateAll((all) =>
        all
          .map((each) => each as HTMLInputElement)
          .filter((each) => each.name && (each.type !== "checkbox" || each.checked))
          .map(({ name, value }) => [name, value] as const),
      );
    const form = { ...Object.fromEntries(fields), ...ADDRESS };
    const send = () =>
      context.request.post(web("/api/account/address"), {
        form,
        headers: { "sec-fetch-site": "same-origin" },
        maxRedirects: 0,
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
    await page.goto(web("/en/account/addresses"));
    expect(await page.locator("main li", { hasText: ADDRESS.postcode }).count()).toBe(1);
    await context.close();
  });

  test("a product that is sold out says so on its tile and its page, cannot be added, and is still a page worth reading", async () => {
    const database = new pg.Client({ connectionString: system().adminUrl });
    await database.connect();
    const of =
      "select sku from catalog.variant v join catalog.product p on p.id = v.product_id where p.slug = $1";
    const slug = "river-oval-platter";
    const { rows: before } = await database.query(
      `select sku, on_hand, reserved from catalog.stock_level where sku in (${of})`,
      [slug],
    );
    const { context, page, complaints } = await openVisit(browser, PHONE);
    try {
      expect(before.length).toBeGreaterThan(0);
      await database.query(
        `update catalog.stock_level set on_hand = 0, reserved = 0 where sku in (${of})`,
        [slug],
      );
      for (const lang of ["ko", "en"]) {
        // A variant in the address: a page of its own, so that none that is kept answers.
        await page.goto(web(`/${lang}/products/${slug}?v=${before.at(-1).sku}`));
        const button = page.locator('form#buy button[type="submit"]').first();
        await expect.poll(() => button.isDisabled()).toBe(true);
        expect(await page.locator('[data-stock="sold_out"]').count()).toBe(1);
        await expectGood(page);
      }
      const refused = await fetch(web("/api/cart"), {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin", "x-bff": "1" },
        body: new URLSearchParams({ do: "add", sku: before[0].sku, quantity: "1", lang: "ko" }),
      });
      expect(await refused.json()).toMatchObject({ problem: "sold_out" });
      expect(complaints).toEqual([]);
    } finally {
      for (const { sku, on_hand, reserved } of before) {
        await database.query(
          "update catalog.stock_level set on_hand = $1, reserved = $2 where sku = $3",
          [on_hand, reserved, sku],
        );
      }
      await database.end();
    }
    await context.close();
  });
});
