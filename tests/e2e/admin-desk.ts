/** An administrator's browser and catalog rows of its own, for tests of the administration's forms. */
import { randomBytes, randomUUID } from "node:crypto";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { adminToken, api, system } from "@edgemart/testkit/system";
import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { enter, openVisit, type Visit } from "./visit.ts";

const BASE = "/api/admin/catalog";

/** Calls the administration's API, and gives the answer's body. */
export async function askAdmin<T>(
  method: string,
  path: string,
  json?: unknown,
  version?: number,
): Promise<T> {
  const token = await adminToken();
  const headers = {
    ...(method !== "GET" && { "idempotency-key": randomUUID() }),
    ...(version !== undefined && { "if-match": `"${version}"` }),
  };
  const answer = await api(`${BASE}${path}`, { method, json, token, headers });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (answer.status === 204 ? null : await answer.json()) as T;
}

/** Bytes of a picture that was never stored before. */
export const freshPicture = () =>
  sharp(randomBytes(40 * 30 * 3), { raw: { width: 40, height: 30, channels: 3 } })
    .png()
    .toBuffer();

/** A draft with two options of two values, two variants, and two pictures. */
export async function ownProduct(): Promise<AdminProduct> {
  const slug = `desk-${randomUUID().slice(0, 8)}`;
  const option = (key: string, ...values: string[]) => ({
    ...{ key, name: { ko: key, en: key } },
    values: values.map((each) => ({ key: each, label: { ko: each, en: each } })),
  });
  const options = [option("colour", "white", "navy"), option("size", "small", "large")];
  const title = { ko: "시험용 상품", en: `Desk ${slug}` };
  const made = await askAdmin<AdminProduct>("POST", "/products", {
    ...{ slug, title, brand: "dalgrim", category: "tableware", options },
  });
  const variant = (name: string, ...optionValues: string[]) => ({
    variant: {
      ...{ sku: `${slug}-${name}`.toUpperCase(), optionValues, compareAtPrice: null },
      ...{ price: { amountMinor: 24_000, currency: "KRW" }, weightGrams: 100 },
    },
    initialStock: 5,
  });
  const variants = [variant("ws", "white", "small"), variant("wl", "white", "large")];
  const path = `/products/${made.id}`;
  const varied = await askAdmin<AdminProduct>(
    "POST",
    `${path}/variants/batch`,
    { variants },
    made.version,
  );
  const token = await adminToken();
  const media: object[] = [];
  for (const alt of ["first", "second"]) {
    const body = new Uint8Array(await freshPicture());
    const stored = (await (await api("/api/media", { method: "POST", token, body })).json()) as {
      id: string;
      width: number;
      height: number;
      thumbhash: string;
    };
    const { id, width, height, thumbhash } = stored;
    media.push({ id, width, height, thumbhash, alt: { ko: alt, en: alt } });
  }
  return askAdmin("PUT", `${path}/media`, { media }, varied.version);
}

/** Signs an administrator in on a page of the administration. */
export async function openDesk(
  browser: Browser,
  path: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Visit> {
  const visit = await openVisit(browser, { viewport: { width: 1440, height: 900 }, ...options });
  await enter(visit.page, system().admin, `/en/admin${path}`);
  if (options.javaScriptEnabled !== false) {
    await visit.page.locator("html[data-script]").waitFor();
    await visit.page.locator("[data-keeps]").waitFor({ state: "attached" });
  }
  return visit;
}

/** What is in the fields that were typed into, by the mark each got; a field that is gone is absent. */
export function typedTexts(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>("[data-mark]");
    return Object.fromEntries([...fields].map((field) => [field.dataset.mark, field.value]));
  });
}

/** Marks of the form a button belongs to. */
export function marksBeside(button: Locator): Promise<string[]> {
  return button.evaluate((pressed) =>
    [...((pressed as HTMLButtonElement).form?.elements ?? [])].flatMap(
      (field) => (field as HTMLElement).dataset.mark ?? [],
    ),
  );
}

/** Types something of its own into every text of every form, valid where a number is wanted. */
export async function typeEverywhere(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    let at = 0;
    for (const form of document.forms) {
      if (!/^\/api\/(admin|account)\//.test(form.getAttribute("action") ?? "")) continue;
      for (const field of form.elements) {
        const isText =
          field instanceof HTMLTextAreaElement ||
          (field instanceof HTMLInputElement && field.type === "text");
        if (!isText || field.name === "sku") continue;
        at += 1;
        const isNumber = /^(price|compareAtPrice|weightGrams|initialStock|stock|position|delta)$/;
        field.value = isNumber.test(field.name) ? String(20_000 + at) : `typed-${at}`;
        if (field.name === "compareAtPrice") field.value = String(90_000 + at);
        field.dataset.mark = `${at} ${field.name} ${field.id}`;
        if (field.name === "tags") field.value = `typed${at}`;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  });
}

/** Presses a button whose form is posted in place, and waits until the page says what became of it. */
export async function pressInPlace(page: Page, button: Locator): Promise<string | null> {
  const path = /\/api\/(admin|account)\//;
  const answered = page.waitForResponse((answer) => path.test(answer.url()));
  const renewed = page.waitForResponse((answer) => answer.request().headers().rsc === "1");
  await button.click();
  await Promise.all([answered, renewed]);
  await page.waitForFunction(() => document.querySelector("form[aria-busy]") === null);
  return page.locator("#notice").getAttribute("role");
}
