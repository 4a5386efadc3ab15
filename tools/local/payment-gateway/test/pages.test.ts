/** The pages in a browser without script: fit for a stranger in both languages and themes, and a purchase goes through. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caller, newOrderId } from "../conformance.ts";
import { FAULT_ORDER } from "../faults.ts";
import { FAULT_ABOUT } from "../pages/fault-words.ts";
import { pageAddress, shopAtGateway } from "../shopper.ts";
import { type PaymentGateway, startPaymentGateway, TEST_KEYS } from "../start.ts";

let browser: Browser;
let gateway: PaymentGateway;
let folder: string;
let shop: ReturnType<typeof createServer>;
let shopOrigin: string;
const pages: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-gateway-"));
  gateway = await startPaymentGateway({ port: 0, folder, webhookUrl: null });
  shop = createServer((_request, response) => response.end("<title>shop</title>the shop"));
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  shopOrigin = `http://localhost:${(shop.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  const call = caller({ url: gateway.url, secretKey: TEST_KEYS.secretKey });
  const open = async () => (await fetch(pageAddress(gateway, order()))).url;
  for (const method of ["card", "virtual_account"] as const) {
    const { orderId, amount } = order();
    const back = await shopAtGateway(pageAddress(gateway, { orderId, amount, method }));
    await call("/v1/payments/confirm", { paymentKey: back.paymentKey, orderId, amount });
    if (method === "card") pages.receipt = `${gateway.url}/receipts/${back.paymentKey}`;
  }
  pages.checkout = await open();
  pages.armed = await open();
  await fetch(pages.armed.replace("?", "/faults?"), {
    method: "POST",
    body: new URLSearchParams({ kind: "500_after" }),
  });
  pages.closed = await open();
  await fetch(pages.closed, {
    method: "POST",
    body: new URLSearchParams({ outcome: "cancel" }),
    redirect: "manual",
  });
  Object.assign(pages, {
    refused: `${gateway.url}/checkout`,
    overview: `${gateway.url}/`,
    bank: `${gateway.url}/bank`,
    faults: `${gateway.url}/faults`,
  });
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => shop.close(resolve));
  await gateway.stop();
  await rm(folder, { recursive: true });
});

const order = () => ({ orderId: newOrderId(), amount: 32_000 });

describe("payments 40: pages without script", () => {
  test.each([
    ["light", "ko"],
    ["light", "en"],
    ["dark", "ko"],
    ["dark", "en"],
  ] as const)(
    "%s, %s: axe finds nothing, and nothing is wider than 320 px",
    async (colorScheme, lang) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 320, height: 800 },
      });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(pages)) {
        const url = new URL(address);
        url.searchParams.set("lang", lang);
        await page.goto(url.href);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          name,
        ).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth"), name).toBe(320);
        expect(await page.getAttribute("html", "lang")).toBe(lang);
      }
      await context.close();
    },
  );

  test("a shopper chooses, provokes a fault, pays and is back in the shop", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
    const page = await context.newPage();
    const wanted = order();
    await page.goto(pageAddress(gateway, wanted, shopOrigin));
    await page.getByText("Make something go wrong").click();
    await page.getByLabel("What goes wrong").selectOption("timeout_after");
    await page.getByRole("button", { name: "Set" }).click();
    expect(await page.getByRole("status").textContent()).toContain("the answer is lost");
    await page.getByText("Easy pay").click();
    await page.getByRole("button", { name: "Pay ₩32,000" }).click();
    const back = new URL(page.url());
    expect(back.origin).toBe(shopOrigin);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      orderId: wanted.orderId,
      amount: "32000",
    });
    await context.close();
  });

  test("payments 41: every fault is set from the payment's page, and its sentence is shown there and on the page of faults", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
    const page = await context.newPage();
    const listed = async (address: string) => {
      await page.goto(address);
      return page.locator("dl.about dd").allTextContents();
    };
    const sentences = FAULT_ORDER.map((kind) => FAULT_ABOUT.en[kind]);
    expect(await listed(`${gateway.url}/faults`)).toEqual(sentences);
    expect(await listed(pageAddress(gateway, order(), shopOrigin))).toEqual(sentences);
    const checkout = page.url();
    for (const kind of FAULT_ORDER) {
      await page.goto(checkout);
      const select = page.getByLabel("What goes wrong");
      if (!(await select.isVisible())) await page.getByText("Make something go wrong").click();
      await select.selectOption(kind);
      await page.getByRole("button", { name: "Set" }).click();
      expect(await page.getByRole("status").textContent()).toContain(FAULT_ABOUT.en[kind]);
    }
    await context.close();
  });

  test("money is paid in and taken back on the bank page", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "ko-KR" });
    const page = await context.newPage();
    await page.goto(`${gateway.url}/bank`);
    await page.getByRole("button", { name: "입금하기" }).click();
    await page.getByRole("button", { name: "입금 되돌리기" }).click();
    expect(await page.getByRole("button", { name: "입금하기" }).count()).toBe(1);
    await context.close();
  });

  test("the name on a virtual account is the one that was typed", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
    const page = await context.newPage();
    const { orderId, amount } = order();
    await page.goto(pageAddress(gateway, { orderId, amount }, shopOrigin));
    await page.getByText("Virtual account", { exact: true }).click();
    await page.getByLabel("Name on the account").fill("Mina Kim");
    await page.getByRole("button", { name: "Pay ₩32,000" }).click();
    const paymentKey = new URL(page.url()).searchParams.get("paymentKey");
    const call = caller({ url: gateway.url, secretKey: TEST_KEYS.secretKey });
    const { body } = await call("/v1/payments/confirm", { paymentKey, orderId, amount });
    expect(body).toMatchObject({ virtualAccount: { customerName: "Mina Kim" } });
    await page.goto(`${gateway.url}/bank`);
    expect(await page.locator("main").textContent()).toContain("Name: Mina Kim");
    await context.close();
  });
});
