/** One visit of a browser to the shop, and what it must never complain of. */

import { AxeBuilder } from "@axe-core/playwright";
import { PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, BrowserContext, Page } from "playwright-core";

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Console errors, page errors and foreign requests: all must stay empty. */
  complaints: string[];
}

export async function visitWith(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = new Set(Object.values(system().urls).map((url) => new URL(url).host));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && !own.has(host)) complaints.push(`foreign: ${request.url()}`);
  });
  return { context, page, complaints };
}

export const web = (path: string) => `${system().urls.web}${path}`;

/** Fills in and posts the form of the page that is open. */
export async function fillRegister(page: Page, email: string): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="name"]').fill("Mina Kim");
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('form[action="/api/session/register"] button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/register"));
}

/** What axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

export interface Line {
  sku: string;
  quantity: number;
}

/** What the browser's cart cookie holds. */
export async function cookieCart(context: BrowserContext): Promise<Line[]> {
  const cookies = await context.cookies(system().urls.web);
  const value = cookies.find(({ name }) => name === "__Host-cart")?.value ?? "";
  return value
    .split("~")
    .slice(1)
    .map((part) => part.split(":"))
    .map(([sku = "", quantity = "0"]) => ({ sku, quantity: Number(quantity) }));
}
