/** A shopper who has keys alone: Tab to what is wanted, type, Enter, Space. */
import type { Page } from "playwright-core";

/** Presses of Tab after which a thing counts as out of reach. */
const PRESSES_MAX = 120;

/** Moves focus by Tab to what the selector names. @throws when it cannot be reached */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
  }
  throw new Error(`${selector} cannot be reached by Tab on ${page.url()}`);
}

/** Types into the field that the selector names, in place of what is in it. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Presses what the selector names. */
export async function pressOn(page: Page, selector: string, key = "Enter"): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}
