/** `npm run lighthouse [-- runs [page…]]`: Lighthouse's mobile scores of the storefront as it is deployed, on local workerd. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "@edgemart/testkit/browser";
import lighthouse, { type Flags } from "lighthouse";
import { raiseTemporary } from "../../tests/raise-temporary.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { LOCAL } from "../../tools/paths.ts";
import { type Bought, buy, type Where } from "./buyer.ts";
import { openCompressing } from "./compress.ts";

const PAGES: [name: string, path: string][] = [
  ["home", "/ko"],
  ["listing", "/ko/products"],
  ["category", "/ko/products?category=tableware"],
  ["product", "/ko/products/dalmaji-mug"],
  ["cart", "/ko/cart"],
  ["login", "/ko/login"],
  ["checkout", "/ko/checkout"],
  ["pay", "/ko/checkout/:unpaid"],
  ["order", "/ko/orders/:paid"],
];
/** Pages of someone who is buying; the others are looked at with an empty cart. */
const OF_BUYER = new Set(["checkout", "pay", "order"]);
/** Lighthouse's complete reports, one for each page: what a score lost is read there. */
const REPORTS = join(LOCAL, "lighthouse");
const SCORES = ["performance", "accessibility", "best-practices", "seo"] as const;

interface Row {
  scores: number[];
  /** Milliseconds. */
  lcp: number;
  tbt: number;
  cls: number;
  kilobytes: number;
  /** Audits that are not full marks. */
  lost: string[];
  report: string;
}

async function audit(url: string, port: number): Promise<Row> {
  const flags: Flags = { port, output: "json", logLevel: "error", onlyCategories: [...SCORES] };
  const result = await lighthouse(url, flags);
  if (!result) throw new Error(`no result for ${url}`);
  const shown = new URL(result.lhr.finalDisplayedUrl).pathname;
  if (shown !== new URL(url).pathname) throw new Error(`${url} led to ${shown}`);
  const { audits, categories } = result.lhr;
  const number = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const lost = SCORES.slice(1).flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id),
  );
  return {
    scores: SCORES.map((category) => Math.round((categories[category]?.score ?? 0) * 100)),
    lcp: number("largest-contentful-paint"),
    tbt: number("total-blocking-time"),
    cls: number("cumulative-layout-shift"),
    kilobytes: number("total-byte-weight") / 1000,
    lost,
    report: JSON.stringify(result.lhr, null, 1),
  };
}

/** Prints the table of a storefront that is up. */
async function scorePages(where: Where, runs: number, wanted: string[]): Promise<void> {
  const [front, port] = [await freePort(), await freePort()];
  const server = await openCompressing(front);
  const browser = await launchBrowser([
    `--remote-debugging-port=${port}`,
    `--proxy-server=127.0.0.1:${front}`,
    "--proxy-bypass-list=<-loopback>",
  ]);
  try {
    console.log(
      "| page | performance | accessibility | best practices | SEO | LCP | TBT | CLS | bytes |",
    );
    console.log("|---|---|---|---|---|---|---|---|---|");
    await mkdir(REPORTS, { recursive: true });
    for (const [name, path] of PAGES) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const bought = OF_BUYER.has(name) ? await buy(where, browser) : null;
      await scorePage(name, `${where.web}${pathOf(path, bought)}`, port, runs);
    }
    console.error(`the reports of the medians: ${REPORTS}`);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

function pathOf(path: string, bought: Bought | null): string {
  return path.replace(/:(unpaid|paid)/, (_, which: keyof Bought) => bought?.[which] ?? "");
}

async function scorePage(name: string, url: string, port: number, runs: number): Promise<void> {
  // Pictures are made once and kept by the image CDN: what is measured is a shop that has been open for a minute.
  await audit(url, port);
  const rows: Row[] = [];
  for (let run = 0; run < runs; run += 1) rows.push(await audit(url, port));
  rows.sort((a, b) => (a.scores[0] ?? 0) - (b.scores[0] ?? 0));
  const median = rows[Math.floor(rows.length / 2)];
  if (!median) return;
  const { scores, lcp, tbt, cls, kilobytes, lost, report } = median;
  await writeFile(join(REPORTS, `${name}.json`), report);
  const figures = [
    `${Math.round(lcp)} ms`,
    `${Math.round(tbt)} ms`,
    cls.toFixed(3),
    `${Math.round(kilobytes)} kB`,
  ];
  console.log(`| ${[name, ...scores, ...figures].join(" | ")} |`);
  if (lost.length > 0) console.error(`${name}: ${lost.join(", ")}`);
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(3);
  const unknown = wanted.find((name) => !PAGES.some(([page]) => page === name));
  if (unknown) {
    console.error(`no page "${unknown}"; there is: ${PAGES.map(([page]) => page).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const runs = Math.max(1, Math.min(9, Number(process.argv[2] ?? 3) || 3));
  const up = await raiseTemporary("lighthouse", {
    isThrowaway: false,
    onProgress: (line) => console.error(line),
    onFatal: (reason) => console.error(reason),
  });
  try {
    await scorePages(up.urls, runs, wanted);
  } finally {
    await up.stop();
  }
}

await main();
