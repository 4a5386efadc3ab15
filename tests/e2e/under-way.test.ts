/** Every act shows that it is under way, a second press sends nothing more, and what comes late moves nothing. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieCart } from "./cart-visit.ts";
import { ADMIN_PAGES, OWN_PAGES } from "./every-page.ts";
import { alive, hold, postCart, things } from "./slow-shop.ts";
import { awaken, enter, openVisit, signInOn, violations, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

/** Presses the form's own button twice and says what is to be seen, then lets the page forget it. */
async function pressTwice(page: Page, index: number): Promise<{ busy: boolean; said: boolean }> {
  return page.evaluate(async (at) => {
    const form = document.querySelectorAll("form")[at];
    if (!form) throw new Error("no such form");
    form.noValidate = true;
    const button = form.querySelector<HTMLButtonElement>(
      'button[type="submit"], button:not([type])',
    );
    const frames = () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    button?.click();
    await frames();
    button?.click();
    form.requestSubmit();
    await frames();
    const busy = form.ariaBusy === "true" || form.getAttribute("aria-busy") === "true";
    const said = [...document.querySelectorAll('[role="status"], [aria-live]')].some(
      (each) => (each as HTMLElement).dataset.underWay !== undefined && each.textContent !== "",
    );
    return { busy, said };
  }, index);
}

/** What forms post to. A challenge of a passkey is asked by script, at any time. */
const POSTED = /\/api\/(?!.*\/options$)/;

/** Every form that posts on a page: pressed under a held answer. */
async function walkForms(page: Page, path: string): Promise<number> {
  await page.goto(web(path));
  await alive(page);
  await page.locator("main details").evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  const forms = await page.locator("form").evaluateAll((all) =>
    all.map((form) => ({
      posts: (form as HTMLFormElement).method === "post",
      action: form.getAttribute("action") ?? "",
      shown: form.querySelector("button")?.checkVisibility() ?? false,
    })),
  );
  let walked = 0;
  for (const [index, { posts, action, shown }] of forms.entries()) {
    if (!posts || !shown || action === "/api/cart") continue;
    const posted = await hold(page, POSTED, "POST");
    const seen = await pressTwice(page, index);
    const where = `${path} form ${index} ${action}`;
    expect([where, seen, posted.count()]).toEqual([where, { busy: true, said: true }, 1]);
    // A navigation to 204 stays where it is.
    await posted.answer(204);
    await page.unroute(POSTED);
    await page.evaluate(() => window.dispatchEvent(new Event("unsent")));
    await page.waitForFunction(() => !document.querySelector('form[aria-busy="true"]'));
    walked += 1;
  }
  return walked;
}

const SHOP = ["/en/login", "/ko/register"];
const OWN = OWN_PAGES.map((path) => `/ko${path}`);
/** Lists and trails that are only read. */
const READ_ONLY =
  /^\/admin(\/(members|products|orders|orders\/dead-messages|payments|points|audit|audit\/catalogue))?$/;
const ADMIN = ADMIN_PAGES.filter((path) => !READ_ONLY.test(path)).map((path) => `/en${path}`);

describe("storefront A5: forms under a held answer", () => {
  test("every form that posts shows it and sends once", async () => {
    const visit = await openVisit(browser, { serviceWorkers: "block" });
    for (const path of SHOP) expect(await walkForms(visit.page, path), path).toBeGreaterThan(0);
    const { email } = await newMember();
    await enter(visit.page, { email, password: PASSWORD });
    for (const path of OWN) expect(await walkForms(visit.page, path), path).toBeGreaterThan(0);
    await visit.context.close();
    const staff = await openVisit(browser, { serviceWorkers: "block" });
    await enter(staff.page, system().admin, "/en/admin");
    for (const path of ADMIN) expect(await walkForms(staff.page, path), path).toBeGreaterThan(0);
    await staff.context.close();
  });

  test("the example: adding to the cart at a slow answer: said, seen, and sent once", async () => {
    const { context, page } = await openVisit(browser);
    const [thing] = await things(1);
    await page.goto(web(`/en/products/${thing?.slug}?v=${thing?.sku}`));
    await alive(page);
    const answers = await hold(page, /\/api\/cart/, "POST");
    const button = page.locator('form#buy button[type="submit"]').first();
    const idle = await button.innerText();
    await button.click();
    await page.locator('form#buy[aria-busy="true"]').waitFor();
    expect(await button.innerText()).not.toBe(idle);
    expect(await button.isEnabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await button.click();
    await page.keyboard.press("Enter");
    await answers.release();
    await page.locator("dialog[open] li").first().waitFor();
    expect(answers.count()).toBe(1);
    expect(await button.innerText()).toBe(idle);
    expect((await cookieCart(context)).map(({ quantity }) => quantity)).toEqual([1]);
    await context.close();
  });

  test("a press while the cart is being read is not lost", async () => {
    const { context, page } = await openVisit(browser);
    const [thing] = await things(1);
    await page.goto(web(`/en/products/${thing?.slug}?v=${thing?.sku}`));
    await alive(page);
    const answers = await hold(page, /\/api\/cart/);
    await page.locator('header a[href="/en/cart"]').click();
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator('form#buy button[type="submit"]').first().click();
    await answers.release();
    await expect.poll(async () => (await cookieCart(context)).length).toBe(1);
    await context.close();
  });

  test("a search that is corrected on the way is asked anew, and the same one is not", async () => {
    const { context, page } = await openVisit(browser, { serviceWorkers: "block" });
    await page.goto(web("/en"));
    await alive(page);
    const asked: string[] = [];
    const waiting = new Map<string, () => void>();
    await page.route(/products\?q=/, (route) => {
      const word = new URL(route.request().url()).searchParams.get("q") ?? "";
      asked.push(word);
      waiting.get(word)?.();
      // The first ones stay on their way until another takes their place.
      return word === "mug" ? route.continue() : undefined;
    });
    // Answered once the word was asked for. A navigation that is pending does not stop a fetch of the old page.
    await page.route(/\/seen\?q=/, async (route) => {
      const word = new URL(route.request().url()).searchParams.get("q") ?? "";
      if (!asked.includes(word)) await new Promise<void>((seen) => waiting.set(word, seen));
      await route.fulfill({ status: 204 });
    });
    // All of it by the page itself: the driver cannot call a page that is navigating.
    await page.evaluate(
      (words) => {
        const field = document.querySelector<HTMLInputElement>("#q");
        const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
        const turn = (run: () => void) =>
          new Promise<void>((done) => setTimeout(() => done(run())));
        const search = async () => {
          for (const word of words) {
            await turn(() => {
              value?.set?.call(field, word);
              field?.dispatchEvent(new Event("input", { bubbles: true }));
            });
            await turn(() => field?.form?.requestSubmit());
            await fetch(`/seen?q=${word}`);
          }
        };
        void search();
      },
      ["cup", "cup", "mug"],
    );
    // The navigation that was left is an error to `waitForURL`.
    await expect.poll(() => page.url(), { timeout: 15_000 }).toMatch(/q=mug/);
    expect(asked).toEqual(["cup", "mug"]);
    await context.close();
  });

  test("the cart's own forms: prices agreed to once, a line shows that it is being changed", async () => {
    const { context, page } = await openVisit(browser);
    const [thing] = await things(1);
    const value = `~${thing?.sku}:2:1`;
    await context.addCookies([
      { name: "__Host-cart", value, domain: "localhost", path: "/", secure: true, sameSite: "Lax" },
    ]);
    await page.goto(web("/en/cart"));
    await alive(page);
    const answers = await hold(page, /\/api\/cart/, "POST");
    const accept = page.locator('form:has(input[value="accept"])');
    await accept.locator("button").click();
    await page.locator('form[aria-busy="true"]:has(input[value="accept"])').waitFor();
    await accept.locator("button").click();
    await page.locator('main button[name="to"]').nth(1).click();
    await page.locator('main li[aria-busy="true"]').waitFor();
    expect(answers.count()).toBe(1);
    await answers.release();
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(3);
    await page.locator('main li:not([aria-busy="true"])').waitFor();
    expect(answers.count()).toBe(2);
    await context.close();
  });

  test("the way to the checkout waits for a change that is under way, and is not taken when that was refused", async () => {
    const { context, page } = await openVisit(browser);
    const [thing] = await things(1);
    await postCart(context, { do: "add", sku: thing?.sku ?? "", quantity: "1" });
    await page.goto(web("/en/cart"));
    await alive(page);
    const more = page.locator('main li button[name="to"]').nth(1);
    const refused = await hold(page, /\/api\/cart/, "POST");
    await more.click();
    await page.locator('main a[href="/en/checkout"]').click();
    await refused.answer(503);
    await page.locator('main [role="alert"]').waitFor();
    expect(page.url()).toBe(web("/en/cart"));
    await page.unroute(/\/api\/cart/);
    const slow = await hold(page, /\/api\/cart/, "POST");
    await more.click();
    await page.locator('main a[href="/en/checkout"]').click();
    expect(page.url()).toBe(web("/en/cart"));
    await slow.release();
    await page.waitForURL(web("/en/checkout"));
    expect((await cookieCart(context))[0]?.quantity).toBe(2);
    await context.close();
  });

  test("a link of the router shows that its page is on the way", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en"));
    await alive(page);
    const payload = await hold(page, /_rsc=/);
    await page.locator('header nav a[href="/en/products"]').first().click();
    await page.locator("[data-under-way]:not(:empty)").waitFor({ state: "attached" });
    await payload.release();
    await page.waitForURL(/\/en\/products$/);
    await page.waitForFunction(
      () => document.querySelector("[data-under-way]")?.textContent === "",
    );
    await context.close();
  });
});

describe("storefront A5: a list whose answer comes late", () => {
  const sizes = [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ];
  test.each(sizes)(
    "moves at most 0.02 at %o, says that it is busy, and keeps what was chosen since",
    async (viewport) => {
      const { context, page } = await openVisit(browser, { viewport });
      await page.goto(web("/ko/products"), { waitUntil: "networkidle" });
      await alive(page);
      await page.evaluate(() => {
        Object.assign(window, { shift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
            // Counted whether or not a hand was near: a late answer is late for that.
            Object.assign(window, {
              shift: (window as never as { shift: number }).shift + entry.value,
            });
          }
        }).observe({ type: "layout-shift" });
      });
      const shift = () => page.evaluate(() => (window as never as { shift: number }).shift);
      if (viewport.width < 500) await page.locator("button[popovertarget]").first().click();
      const late = await hold(page, /_rsc=/);
      await page.locator('input[name="stock"]').check();
      await page.locator('main [aria-busy="true"]').first().waitFor({ state: "attached" });
      const brand = page.locator('input[name="brand"]:enabled').first();
      await brand.check();
      const min = page.locator('input[name="min"]');
      await min.fill("1000");
      await late.release("last");
      await page.waitForURL(/brand=.*stock=in|stock=in.*brand=/);
      await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
      expect(await brand.isChecked()).toBe(true);
      expect(await page.locator('input[name="stock"]').isChecked()).toBe(true);
      expect(await min.inputValue()).toBe("1000");
      expect(await shift()).toBeLessThanOrEqual(0.02);
      await context.close();
    },
  );
});

describe("storefront B14, B15: the search field", () => {
  test("suggestions are links: their own address, the middle button, keys and Back", async () => {
    const { context, page } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(web("/en"));
    await alive(page);
    await page.locator("input#q").fill("mug");
    const options = page.locator('#suggestions a[role="option"]');
    await options.first().waitFor();
    const hrefs = await options.evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    expect(hrefs.every((href) => href?.startsWith("/en/products"))).toBe(true);
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      options.first().click({ button: "middle" }),
    ]);
    await opened.waitForURL((url) => url.pathname + url.search === hrefs[0]);
    await opened.close();
    expect(await page.locator("#suggestions").isVisible()).toBe(true);
    await page.locator("input#q").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname + url.search === hrefs[0]);
    await expect.poll(() => page.locator("input#q").inputValue()).toBe("");
    await page.goBack();
    await page.waitForURL(web("/en"));
    await context.close();
  });

  test("shows what this page was searched for, and nothing on any other, whichever way one comes", async () => {
    const { context, page } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    const field = page.locator("input#q");
    await page.goto(web("/en"));
    await alive(page);
    await field.fill("mug");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=mug/);
    await alive(page);
    expect(await field.inputValue()).toBe("mug");
    await page.locator('header nav a[href="/en/products?sort=newest"]').click();
    await page.waitForURL(/sort=newest/);
    await expect.poll(() => field.inputValue()).toBe("");
    await page.goBack();
    await page.waitForURL(/q=mug/);
    await expect.poll(() => field.inputValue()).toBe("mug");
    await page.locator("main article a").first().click();
    await page.waitForURL(/\/en\/products\/[a-z]/);
    await expect.poll(() => field.inputValue()).toBe("");
    await context.close();
    const plain = await openVisit(browser, { javaScriptEnabled: false });
    await plain.page.goto(web("/en/products?q=mug"));
    expect(await plain.page.locator("input#q").inputValue()).toBe("mug");
    await plain.context.close();
  });

  test("Enter, Escape and arrows that belong to a composition do nothing else", async () => {
    const { context, page } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(web("/en"));
    await alive(page);
    const field = page.locator("input#q");
    await field.fill("mug");
    await page.locator('#suggestions [role="option"]').first().waitFor();
    await page.keyboard.press("ArrowDown");
    const chosen = page.locator('#suggestions [aria-selected="true"]');
    const id = await chosen.getAttribute("id");
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      for (const key of ["Enter", "Escape", "ArrowDown", "ArrowUp"]) {
        const stopped = await field.evaluate(
          (input, init) =>
            !input.dispatchEvent(
              new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }),
            ),
          { key, ...composing },
        );
        expect([key, stopped]).toEqual([key, false]);
      }
    }
    expect(await chosen.getAttribute("id")).toBe(id);
    expect([await field.inputValue(), page.url()]).toEqual(["mug", web("/en")]);
    await context.close();
  });
});

describe("storefront B12: without script", () => {
  test("the header's way to the account is right for guests and members, and each variant has its own price", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await page.goto(web("/en"));
    const way = page.locator('header a[href="/en/account"]:visible');
    expect(await page.locator('header a[href*="/login"]:visible').count()).toBe(0);
    await way.click();
    await page.waitForURL(/\/en\/login\?return/);
    const { email } = await newMember();
    await signInOn(page, { email, password: PASSWORD }, null);
    await page.goto(web("/en"));
    expect(await page.locator('header a[href*="/login"]:visible').count()).toBe(0);
    await way.click();
    await page.waitForURL(web("/en/account"));
    await context.close();
  });

  test("names the price of every variant where they differ", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    const all = (await (await fetch(`${system().urls.api}/api/products?size=48`)).json()) as {
      items: { slug: string; priceVaries: boolean }[];
    };
    const slug = all.items.find(({ priceVaries }) => priceVaries)?.slug;
    const product = (await (await fetch(`${system().urls.api}/api/products/${slug}`)).json()) as {
      variants: { price: { amountMinor: number } }[];
    };
    await page.goto(web(`/ko/products/${slug}`));
    const text = await page.locator("form#buy").innerText();
    for (const { price } of product.variants) {
      expect(text).toContain(price.amountMinor.toLocaleString("en-US"));
    }
    await context.close();
    await postCart(context, {}).catch(() => undefined);
  });
});
