/** What the shop's journeys ask of a page and of the cart's cookie. */
import { PASSWORD, system } from "@edgemart/testkit/system";
import type { BrowserContext, Page } from "playwright-core";

/** Fills in and posts the form of the page that is open. */
export async function fillRegister(page: Page, email: string): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="name"]').fill("Mina Kim");
  await page.locator('input[name="password"]').fill(PASSWORD);
  for (const name of ["terms", "privacy", "age14"])
    await page.locator(`input[name="${name}"]`).check();
  await page.locator('form[action="/api/session/register"] button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/register"));
}

/** A line of the cart's cookie. */
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
