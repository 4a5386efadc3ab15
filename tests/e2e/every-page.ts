/** Every page of the storefront, from its table, for laws that hold on all of them. */
import { randomUUID } from "node:crypto";
import { adminToken, api, newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { vi } from "vitest";
import { PAGES, type Page as PageRow, pageBelow } from "../../web/src/pages.ts";
import { paidOrder, placedIn } from "./placed-order.ts";
import { enter, openVisit, web } from "./visit.ts";

/** Pages with a parameter that no list leads to. */
const EXAMPLES: Record<string, string> = {
  "/products/:slug": "/products/dalmaji-mug",
  "/admin/stock/:sku": "/admin/stock/DAL-0001-MILK",
};
const ADDRESS = {
  ...{ recipient: "김민아", phone: "+82 10 1234 5678", country: "KR" },
  ...{ postcode: "04524", line1: "세종대로 110" },
};

/** Pages of an order: one has to be placed before they are there. */
const isOrderPage = ({ path }: PageRow) => path.includes("/:order");
/** Addresses below the language of the pages that a guest sees, but those of an order. */
export const OPEN_PAGES = PAGES.filter(
  (page) => page.identity !== "needed" && !isOrderPage(page),
).map(({ path }) => EXAMPLES[path] ?? path);
/** Those of a member's own pages, as far as nothing must have been made for them, and no payment page must have led there. */
export const OWN_PAGES = PAGES.filter(
  ({ kind, identity, path }) =>
    kind === "personal" && identity === "needed" && !/:|\/return$/.test(path),
).map(({ path }) => path);
/** Those of the administration, as far as no list has to be asked for them. */
export const ADMIN_PAGES = PAGES.filter(
  ({ kind, path }) => kind === "admin" && !path.includes(":"),
).map(({ path }) => path);

/** Pages as a guest may also meet them: narrowed, searched, empty, unknown. */
const BESIDES = [
  "/products?category=tableware&stock=in&price=10000-90000&sort=-price",
  "/products?q=zzzzqqqq",
  "/products?q=mug",
  "/products?q=%EB%A8%B8%EA%B7%B8",
  "/offline",
  "/nothing-here",
];
/** Of the administration: a list without a row, and one that was searched. */
const STAFF_BESIDES = ["/admin/members?q=nobody-is-called-that", "/admin/products?q=dalmaji"];
const cart = {
  name: "__Host-cart",
  value: "~DAL-0001-MILK:2:33000~DAL-0001-MOSS:1:32000~NO-SUCH-SKU:1:5",
  ...{ domain: "localhost", path: "/", secure: true, sameSite: "Lax" as const },
};

/**
 * Sees every page of the storefront once, in both languages: as a guest with a cart and then a member, and as an administrator.
 *
 * @param look is given a page that has loaded, its address, and what the browser complained of since the last one; both
 *   visitors walk at the same time
 */
export async function everyPage(
  browser: Browser,
  options: Parameters<typeof openVisit>[1],
  look: (page: Page, path: string, complaints: string[]) => Promise<void>,
): Promise<void> {
  const walks = [seeAsShopper, seeAsStaff].map(async (walk) => {
    const { context, page, complaints } = await openVisit(browser, options);
    await walk(page, async (paths) => {
      for (const path of paths.flatMap((each) => [`/ko${each}`, `/en${each}`])) {
        complaints.splice(0);
        await page.goto(web(path), { waitUntil: "load" });
        await look(page, path, complaints);
      }
    });
    await context.close();
  });
  await Promise.all(walks);
}

type See = (paths: readonly string[]) => Promise<void>;

async function seeAsShopper(page: Page, see: See): Promise<void> {
  await page.context().addCookies([cart]);
  await see([...OPEN_PAGES, ...BESIDES]);
  const order = await placedIn(page.context());
  const ofOrder = PAGES.filter(isOrderPage).map(({ path }) => path.replace(":order", order));
  // The way back shows something of its own only where something came back.
  await see(ofOrder.map((path) => path.replace(/\/return$/, "/return?outcome=paid")));
  const { id, email, accessToken: token } = await newMember();
  const made = await api(`/api/members/${id}/addresses`, { token, json: ADDRESS });
  if (made.status !== 201) throw new Error(`no address was made: ${made.status}`);
  await signInPatiently(page, { email, password: PASSWORD });
  // What a member is shown instead of a page of the administration.
  const members = PAGES.filter(
    ({ kind, identity }) => kind === "personal" && identity === "needed",
  );
  await see([...(await addressesOf(page, members)), "/admin/members"]);
}

async function seeAsStaff(page: Page, see: See): Promise<void> {
  await paidOrder();
  await signInPatiently(page, system().admin);
  await ownCoupon();
  const admin = PAGES.filter(({ kind }) => kind === "admin");
  await see([...(await addressesOf(page, admin)), ...STAFF_BESIDES]);
}

/** A coupon, so that the list of them leads to one. */
async function ownCoupon(): Promise<void> {
  const code = `WALK-${randomUUID().slice(0, 8)}`;
  const name = { ko: "둘러보기", en: "Walk" };
  const made = await api("/api/admin/orders/coupons", {
    json: { code, name, kind: "percent", value: 5, currency: "KRW" },
    token: await adminToken(),
    headers: { "idempotency-key": randomUUID() },
  });
  if (made.status !== 201) throw new Error(`no coupon was made: ${await made.text()}`);
}

/** Signs in, again where a busy platform answered 503: what is judged is how pages look. */
function signInPatiently(page: Page, account: Parameters<typeof enter>[1]): Promise<void> {
  return vi.waitFor(() => enter(page, account), { timeout: 180_000, interval: 250 });
}

/** An address of each row; of one with a parameter the first that its list leads to. @throws for a row without any */
async function addressesOf(page: Page, rows: readonly PageRow[]): Promise<string[]> {
  const found: string[] = [];
  for (const { path } of rows) {
    const known = path.includes(":") ? EXAMPLES[path] : path;
    found.push(known ?? (await addressOf(page, path)));
  }
  return found;
}

/** The address of a row with a parameter: what its list leads to, and what is below that. */
async function addressOf(page: Page, path: string): Promise<string> {
  const [list = "", below = ""] = path.split(/\/:\w+/);
  return `${await firstOf(page, list)}${below}`;
}

/** The first page that a list leads to, below the language; the list is asked again while a busy platform says 503. @throws when it leads to none */
export async function firstOf(page: Page, list: string): Promise<string> {
  const found = async () => {
    await page.goto(web(`/en${list}`));
    const links = page.locator(`main a[href^="/en${list}/"]`);
    const paths = await links.evaluateAll((all) =>
      all.map((each) => (each.getAttribute("href") ?? "").replace(/^\/en/, "")),
    );
    // A menu may lead to other pages below the list.
    const isOne = (path: string) => /^[^:]*\/:\w+$/.test(pageBelow(path)?.path ?? "");
    const path = paths.find(isOne);
    if (!path) throw new Error(`${list} leads to no page`);
    return path;
  };
  return vi.waitFor(found, { timeout: 60_000, interval: 250 });
}
