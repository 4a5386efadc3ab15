import { launchBrowser } from "@edgemart/testkit/browser";
import { freshEmail } from "@edgemart/testkit/system";
import { test } from "vitest";
import { openVisit, web } from "./visit.ts";
test("look", async () => {
  const browser = await launchBrowser();
  for (const [name, lang, viewport, scheme] of [["p-ko-l","ko",{width:390,height:844},"light"],["d-en-d","en",{width:1440,height:900},"dark"],["d-ko-l","ko",{width:1440,height:900},"light"],["p-en-d","en",{width:390,height:844},"dark"]] as const) {
    const { context, page } = await openVisit(browser, { viewport, colorScheme: scheme });
    const shot = (n: string) => page.screenshot({ path: `/tmp/look/${name}-${n}.png`, fullPage: true });
    for (const sku of ["DAL-0001-MILK", "DAL-0001-MOSS"]) await context.request.post(web("/api/cart"), { form: { do: "add", sku, quantity: "2", lang }, headers: { "sec-fetch-site": "same-origin", "x-bff": "1" } });
    await page.goto(web(`/${lang}/checkout`)); await shot("1-checkout");
    await page.locator('form[action="/api/checkout/place"] button:not([name])').click(); await page.locator("#notice").waitFor(); await shot("2-refused");
    const field = (n: string) => page.locator(`main input[name="${n}"]`);
    await field("name").fill("김민아"); await field("email").fill(freshEmail()); await field("phone").fill("010-1234-5678"); await field("postcode").fill("63000"); await field("line1").fill("제주특별자치도 제주시 가람길 12"); 
    await page.locator('button[value="quote"]').last().click(); await page.waitForLoadState("networkidle"); await shot("3-quoted");
    await page.locator('form[action="/api/checkout/place"] button:not([name])').click(); await page.waitForURL(/ord_/); await shot("4-pay");
    const id = page.url().split("/").at(-1)!;
    await page.goto(web(`/${lang}/orders/${id}`)); await shot("5-pending");
    await page.goto(web(`/${lang}/checkout/${id}`));
    await page.locator('input[name="agree"]').check(); await page.locator('form[action="/api/checkout/pay"] button[type="submit"]').click();
    await page.locator('button[name="outcome"][value="decline"]').waitFor(); await shot("6-gateway"); await page.locator('button[name="outcome"][value="decline"]').click();
    await page.waitForURL(/checkout\/ord_/); await shot("7-declined");
    await page.locator('input[value="virtual_account"]').check(); await page.locator('input[name="agree"]').check(); await page.locator('form[action="/api/checkout/pay"] button[type="submit"]').click();
    await page.locator('button[name="outcome"][value="pay"]').waitFor(); await shot("8-gateway-va"); await page.locator('button[name="outcome"][value="pay"]').click();
    await page.waitForURL(/orders\/ord_/); await shot("9-awaiting");
    await page.goto(web(`/${lang}/orders/lookup`)); await shot("10-lookup");
    await context.close();
  }
  await browser.close();
}, 200_000);
