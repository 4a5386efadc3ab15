/** `npm run mails`: renders every mail in both languages, on a phone, light and dark, into one contact sheet to look at. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@edgemart/testkit/browser";
import { build } from "esbuild";
import type { MailRenderer } from "../workers/notification/src/ports/mail-renderer.ts";
import type { MailCase } from "../workers/notification/test/every-mail.ts";
import { LOCAL, PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";

/** What the bundle exports: the mails of the tests, and the Worker's own renderer. */
interface Mails {
  MAIL_CASES: readonly MailCase[];
  mailOf: typeof import("../workers/notification/test/every-mail.ts").mailOf;
  reactRenderer: MailRenderer;
}

const ENTRY = `
export { MAIL_CASES, mailOf } from "./workers/notification/test/every-mail.ts";
export { reactRenderer } from "./workers/notification/src/adapters/mail-renderer.react.tsx";`;
const WIDTH = 390;
const SCHEMES = ["light", "dark"] as const;
const LOCALES = ["ko", "en"] as const;

/** Bundles what Node cannot read by itself: the layout is JSX. */
async function loadMails(): Promise<Mails> {
  const outfile = join(PATHS.cache, "mails", "mails.mjs");
  await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" },
    ...{ bundle: true, format: "esm", platform: "node", jsx: "automatic", outfile },
    packages: "external",
    alias: { "@edgemart/contracts": join(ROOT, "packages/contracts/src") },
  });
  // Guarantee of the cast: the entry above exports these.
  return (await import(`${pathToFileURL(outfile).href}?${process.pid}`)) as Mails;
}

/** Writes the sheet. @returns its path */
async function main(): Promise<string> {
  const { MAIL_CASES, mailOf, reactRenderer } = await loadMails();
  const folder = join(LOCAL, "mails");
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const figures: string[] = [];
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 }, colorScheme });
      for (const each of MAIL_CASES) {
        for (const locale of LOCALES) {
          const content = mailOf(each, locale);
          await page.setContent(await reactRenderer.html(content, locale));
          const picture = await page.screenshot({ fullPage: true });
          figures.push(
            `<figure><figcaption>${each.name} · ${locale} · ${colorScheme}</figcaption><img alt="" width="${WIDTH}" src="data:image/png;base64,${picture.toString("base64")}"></figure>`,
          );
        }
      }
    }
    const sheet = `<!doctype html><meta charset="utf-8"><title>Mails</title><style>body{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;background:#888;font:14px sans-serif}figure{margin:0;background:#fff;padding:4px}</style>${figures.join("")}`;
    const path = join(folder, "contact-sheet.html");
    await writeFile(path, sheet);
    const page = await browser.newPage({ viewport: { width: 3_300, height: 800 } });
    await page.setContent(sheet);
    await page.screenshot({ path: join(folder, "contact-sheet.png"), fullPage: true });
    return path;
  } finally {
    await browser.close();
  }
}

if (import.meta.main) console.log(await main());
