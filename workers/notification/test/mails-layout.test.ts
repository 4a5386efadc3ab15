/** Every mail in a real browser: on phones and desks, light and dark. @see specs/notifications.md 25 */

import { AxeBuilder } from "@axe-core/playwright";
import { LOCALES } from "@edgemart/contracts/locale";
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reactRenderer } from "../src/adapters/mail-renderer.react.tsx";
import { MAIL_CASES, mailOf } from "./every-mail.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

const WIDTHS = [320, 390, 640];
/** The width of what is drawn, and the height of each button. */
const measure = (page: Page) =>
  page.evaluate<{ overflow: number; buttons: number[] }>(`({
    overflow: document.documentElement.scrollWidth - innerWidth,
    buttons: [...document.querySelectorAll("a.button")].map((each) => each.getBoundingClientRect().height),
  })`);

const LONG_NAME = "아주긴이름".repeat(16);

/** What does not fit a width, and what axe finds; each mail is drawn once for both themes. */
async function faultsOf(page: Page, name: string, draw: (name?: string) => Promise<void>) {
  const wrong: string[] = [];
  for (const addressee of [LONG_NAME, undefined]) {
    await draw(addressee);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const { overflow, buttons } = await measure(page);
      if (overflow > 0) wrong.push(`${name} at ${width}: ${overflow} px too wide`);
      if (buttons.length === 0) wrong.push(`${name}: no button`);
      for (const height of buttons)
        if (height < 44) wrong.push(`${name}: a button of ${height} px`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  // A mail has no frames, and rules of a page's landmarks are not a mail's.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const light = await axe
    .options({ resultTypes: ["violations"] })
    .disableRules(["region", "landmark-one-main"])
    .analyze();
  await page.emulateMedia({ colorScheme: "dark" });
  // A theme changes colours alone; axe is in the page already.
  const dark = await page.evaluate<typeof light>(
    `axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations"] })`,
  );
  for (const [colorScheme, { violations }] of Object.entries({ light, dark })) {
    for (const { id, nodes } of violations)
      wrong.push(`${name}, ${colorScheme}: ${id} ${nodes[0]?.html}`);
  }
  return wrong;
}

describe.each(LOCALES)("notifications 25: every mail, light and dark, %s", (locale) => {
  test("has no overflow at 320, 390 and 640 px, buttons of 44 px, and nothing that axe finds", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const wrong: string[] = [];
    for (const each of MAIL_CASES) {
      const draw = async (name?: string) =>
        page.setContent(
          await reactRenderer.html(mailOf(each, locale, name ? { name } : undefined), locale),
        );
      wrong.push(...(await faultsOf(page, each.name, draw)));
    }
    await context.close();
    expect(wrong).toEqual([]);
  }, 600_000);
});
