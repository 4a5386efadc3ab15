/** The small forms of the administration as a browser without script sends them, and what staff do by the API instead. */
import { randomUUID } from "node:crypto";
import { adminToken, api } from "@edgemart/testkit/system";
import type { Page } from "playwright-core";

/** Opens the form of an act where it is closed, and gives it; the first where a page has several. */
export async function opened(page: Page, act: string) {
  const its = page.locator(`form:has(input[name="act"][value="${act}"])`).first();
  if (!(await its.isVisible())) {
    await page.locator(`details:has(input[value="${act}"]) > summary`).first().click();
  }
  return its;
}

/** Fills the form of an act in. @returns its button */
export async function fillIn(page: Page, act: string, fields: Record<string, string>) {
  const its = await opened(page, act);
  for (const [name, value] of Object.entries(fields)) {
    const field = its.locator(`[name="${name}"]`);
    const isChoice = await field.evaluate((each) => each instanceof HTMLSelectElement);
    await (isChoice ? field.selectOption(value) : field.fill(value));
  }
  return its.locator('button[type="submit"]');
}

/** Sends the form of an act. @returns the role of what the page says then: `status` when it was done */
export async function send(page: Page, act: string, fields: Record<string, string> = {}) {
  const button = await fillIn(page, act, fields);
  const loaded = page.waitForEvent("load");
  await button.click();
  await loaded;
  return page.locator("#notice").getAttribute("role");
}

/** Does something to orders as staff. @throws when it is refused */
export async function actOnOrders<T>(path: string, json: object): Promise<T> {
  const headers = { "idempotency-key": randomUUID() };
  const token = await adminToken();
  const answer = await api(`/api/admin/orders/${path}`, { token, json, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Opens the same page in a second tab, as it is now. */
export async function secondTab(page: Page): Promise<Page> {
  const second = await page.context().newPage();
  await second.goto(page.url());
  return second;
}

/** Lists the acts that a page has forms for. */
export const acts = (page: Page) =>
  page
    .locator('main input[name="act"]')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
