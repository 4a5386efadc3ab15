/** A shopper's way through the storefront, in a real browser against the complete platform. */
import { launchBrowser } from "@edgemart/testkit/browser";
import { freshEmail, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function register(page: Page, email: string): Promise<void> {
  await page.goto(web("/en/register"));
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="name"]').fill("Mina Kim");
  await page.locator('input[name="password"]').fill(PASSWORD);
  for (const name of ["terms", "privacy", "age14"])
    await page.locator(`input[name="${name}"]`).check();
  await page.locator('form[action="/api/session/register"] button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/register"));
}

describe("storefront 12, 14, 36: home page", () => {
  test("comes rendered from the server, in the visitor's language, with no script at all", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await page.goto(web("/"));
    expect(new URL(page.url()).pathname).toBe("/ko");
    expect(await page.locator("html").getAttribute("lang")).toBe("ko");
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator('a[href*="/ko/products/"]').count()).toBeGreaterThan(15);
    await context.close();
  });

  test("shows pictures of the image CDN as WebP and moves nothing while they load", async () => {
    const { context, page, complaints } = await openVisit(browser);
    const types: string[] = [];
    page.on("response", async (response) => {
      if (response.url().startsWith(system().urls.cdn)) {
        types.push(response.headers()["content-type"] ?? "");
      }
    });
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          (window as unknown as { shift: number }).shift += (
            entry as unknown as { value: number }
          ).value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(web("/en"), { waitUntil: "networkidle" });
    const broken = await page
      .locator("main img")
      .evaluateAll(
        (images) =>
          images.filter(
            (image) =>
              (image as HTMLImageElement).complete && !(image as HTMLImageElement).naturalWidth,
          ).length,
      );
    expect(broken).toBe(0);
    expect(types.length).toBeGreaterThan(3);
    expect(new Set(types)).toEqual(new Set(["image/webp"]));
    expect(
      await page.evaluate(() => (window as unknown as { shift: number }).shift),
    ).toBeLessThanOrEqual(0.02);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("storefront 23: leads to a product with its price, pictures and structured data", async () => {
    const { context, page, complaints } = await openVisit(browser);
    await page.goto(web("/en"));
    await page.locator('main a[href*="/en/products/"]').first().click();
    await page.waitForURL(/\/en\/products\/[a-z0-9-]+$/);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("main").innerText()).toMatch(/₩\d/);
    const data = await page.locator('script[type="application/ld+json"]').first().textContent();
    expect(JSON.stringify(JSON.parse(data ?? ""))).toContain('"Product"');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("storefront 29: account", () => {
  test("register, greeting, reload, log out, log in: with script, and no token anywhere a script can read", async () => {
    const { context, page, complaints } = await openVisit(browser);
    const email = freshEmail();
    await register(page, email);
    const greeting = page.getByText(/Hello, Mina Kim/);
    await greeting.waitFor();
    await page.reload();
    await greeting.waitFor();

    const cookies = await context.cookies(system().urls.web);
    const named = (name: string) => cookies.find((cookie) => cookie.name === name);
    for (const name of ["__Host-Http-at", "__Host-Http-rt"]) {
      expect(named(name)).toMatchObject({
        httpOnly: true,
        secure: true,
        sameSite: "Lax",
        path: "/",
      });
    }
    const secrets = [named("__Host-Http-at")?.value, named("__Host-Http-rt")?.value] as string[];
    const readable = await page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        document.cookie,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
      ].join("\n"),
    );
    for (const secret of secrets) expect(readable).not.toContain(secret);

    await page.locator('form[action="/api/session/logout"] button').first().click();
    await page.locator('header a[href*="/login"]').waitFor();
    expect(
      (await context.cookies(system().urls.web)).filter((cookie) =>
        cookie.name.startsWith("__Host-Http-at"),
      ),
    ).toEqual([]);

    await page.goto(web("/en/login"));
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
    await greeting.waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("storefront 12, 31: works with script switched off: a wrong password keeps what was typed, the right one signs in", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    const { email, password } = system().member;
    await page.goto(web("/en/login?return=%2Fen%2Fproducts"));
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="password"]').fill("not the password");
    await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
    await page.waitForURL(/\/en\/login/);
    expect(await page.getByRole("alert").count()).toBeGreaterThan(0);
    expect(await page.locator('input[name="email"]').inputValue()).toBe(email);
    expect(await page.locator('input[name="password"]').inputValue()).toBe("");
    await page.locator('input[name="password"]').fill(password);
    await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
    await page.waitForURL(web("/en/products"));
    const me = await context.request.get(web("/api/me"));
    expect(await me.json()).toMatchObject({ member: { name: expect.any(String) } });
    await context.close();
  });

  test("a post from another site changes nothing (auth 73, attack 44)", async () => {
    const { serviceKey: _, urls, member } = system();
    const foreign = { "content-type": "application/x-www-form-urlencoded" };
    for (const headers of [
      { ...foreign, "sec-fetch-site": "cross-site" },
      { ...foreign, "sec-fetch-site": "same-site" },
      { ...foreign, origin: "https://evil.example" },
      foreign,
    ] as Record<string, string>[]) {
      const answer = await fetch(`${urls.web}/api/session/login`, {
        method: "POST",
        headers,
        body: new URLSearchParams({ ...member, lang: "en" }),
        redirect: "manual",
      });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});
