/** A real browser for tests: Chromium from npm, or the one `CHROME_PATH` names. */
import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * Arguments of a browser that asks for no picture: decoding them is a third of a page's work. `e2e/budgets.test.ts` sees
 * each page with its pictures.
 */
export const WITHOUT_PICTURES = ["--blink-settings=imagesEnabled=false"];

/**
 * Starts headless Chromium with web security on: the package's own default arguments would switch it off.
 *
 * @param more arguments besides, such as a port for Lighthouse
 * @throws when no browser runs on this platform, naming `CHROME_PATH`
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await chromium.executablePath());
  if (!existsSync(executablePath)) {
    throw new Error("no browser here: set CHROME_PATH to a Chromium or Chrome program");
  }
  return playwright.launch({
    executablePath,
    args: ["--no-sandbox", "--headless=shell", ...more],
    chromiumSandbox: false,
  });
}
