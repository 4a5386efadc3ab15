/** Every page of the storefront, for laws that hold on all of them. */
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { openVisit, signInOn, web } from "./visit.ts";

const EVERYONES = [
  "",
  "/products",
  "/products?category=tableware&stock=in&price=10000-90000&sort=-price",
  "/products?q=zzzzqqqq",
  "/products?q=mug",
  "/products?q=%EB%A8%B8%EA%B7%B8",
  "/products/dalmaji-mug",
  "/cart",
  "/checkout",
  "/login",
  "/register",
  "/reset",
  "/terms",
  "/privacy",
  "/design",
  "/goodbye",
  "/offline",
  "/nothing-here",
];
const MEMBERS = [
  "/account",
  "/account/addresses",
  "/account/addresses/new",
  "/account/password",
  "/account/sessions",
  "/account/data",
  "/admin/members",
];
const cart = {
  name: "__Host-cart",
  value: "~DAL-0001-MILK:2:33000~DAL-0001-MOSS:1:32000~NO-SUCH-SKU:1:5",
  ...{ domain: "localhost", path: "/", secure: true, sameSite: "Lax" as const },
};

/** Sees every page of the storefront once, in both languages, as a guest with a cart and then as a member. */
export async function everyPage(
  browser: Browser,
  options: Parameters<typeof openVisit>[1],
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  const { context, page } = await openVisit(browser, options);
  await context.addCookies([cart]);
  const see = async (paths: readonly string[]) => {
    for (const path of paths.flatMap((each) => [`/ko${each}`, `/en${each}`])) {
      await page.goto(web(path), { waitUntil: "domcontentloaded" });
      for (const fault of await look(page)) found.push(`${path}: ${fault}`);
    }
  };
  await see(EVERYONES);
  const { email } = await newMember();
  await signInOn(page, { email, password: PASSWORD });
  await page.locator('header a[href$="/account"]').waitFor({ state: "attached" });
  await see(MEMBERS);
  await context.close();
  return found;
}
