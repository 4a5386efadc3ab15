/** A visitor's browser for end-to-end tests: its complaints, signing in, and the accessibility check. */
import { AxeBuilder } from "@axe-core/playwright";
import { type Account, freshCode } from "@edgemart/testkit/second-factor";
import { api, newMember, ownAddress, system } from "@edgemart/testkit/system";
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from "jose";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, vi } from "vitest";

/** A browser of a test's own with one page. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Console errors, page errors and requests to any other host: all must stay empty. */
  complaints: string[];
}

/** Opens a browser of its own with a client address of its own. */
export async function openVisit(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Visit> {
  const headers = { "cf-connecting-ip": ownAddress() };
  const context = await browser.newContext({
    locale: "ko-KR",
    extraHTTPHeaders: headers,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = new Set(Object.values(system().urls).map((url) => new URL(url).host));
  page.on("console", (message) => {
    // A resource that was not loaded is named by its address alone.
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && !own.has(host)) complaints.push(`foreign: ${request.url()}`);
  });
  return { context, page, complaints };
}

/** Waits until account routes answer: a platform just started may find its stores too slow once, and says 503. */
export async function awaken(): Promise<void> {
  const { accessToken: token } = await newMember();
  const answers = async () =>
    expect((await api("/api/members/me", { token })).status, "the platform answers").toBe(200);
  await vi.waitFor(answers, { timeout: 20_000, interval: 250 });
}

/** Gives the address of a path of the storefront. */
export const web = (path: string) => `${system().urls.web}${path}`;

/** Fills and posts the sign-in form of the page one is on, or of `/en/login`; then a code where the account has an app. */
export async function signInOn(
  page: Page,
  account: Account,
  path: string | null = "/en/login",
): Promise<void> {
  if (path !== null) await page.goto(web(path));
  await page.locator('input[name="email"]').fill(account.email);
  await page.locator('main input[name="password"]').fill(account.password);
  await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  if (!account.totpSecret) return;
  await page.locator('input[name="code"]').fill(await freshCode(account, system().adminUrl));
  await page.locator('form[action="/api/session/code"] button[type="submit"]').first().click();
  await page.waitForURL((url) => !url.pathname.includes("/login"));
}

/**
 * Signs a visitor in by the shop's own address for it, without a page: what tests of something else begin with.
 *
 * @param path below the origin, where the visitor goes then; the page stays where it is without
 */
export async function enter(page: Page, account: Account, path?: string): Promise<void> {
  const { email, password, totpSecret } = account;
  const post = (to: "code" | "login", fields: Record<string, string>) =>
    page.context().request.post(web(`/api/session/${to}`), {
      headers: { "sec-fetch-site": "same-origin" },
      form: { lang: "en", ...fields },
      maxRedirects: 0,
    });
  let answer = await post("login", { email, password });
  if (totpSecret)
    answer = await post("code", { code: await freshCode(account, system().adminUrl) });
  const kept = (await page.context().cookies(web("/"))).some(({ name }) => name === ACCESS);
  if (!kept) throw new Error(`signing in answered ${answer.status()}`);
  if (path !== undefined) await page.goto(web(path));
}

const ACCESS = "__Host-Http-at";

/** Makes the browser's proof of the password an hour old. */
export function ageProof(context: BrowserContext): Promise<void> {
  return resign(context, ({ auth_time }) => ({ auth_time: Number(auth_time) - 3600 }));
}

/** Makes the browser's session one that proved the password alone. */
export function forgetFactor(context: BrowserContext): Promise<void> {
  return resign(context, () => ({ amr: ["pwd"] }));
}

/** Signs the browser's access token again, with claims changed. */
async function resign(
  context: BrowserContext,
  changed: (claims: JWTPayload) => JWTPayload,
): Promise<void> {
  const cookies = await context.cookies(system().urls.web);
  const cookie = cookies.find(({ name }) => name === ACCESS);
  if (!cookie) throw new Error("no one is signed in");
  const claims = decodeJwt(cookie.value);
  const { alg, kid, typ } = decodeProtectedHeader(cookie.value);
  const key = await importJWK({ ...JSON.parse(system().signingKey), kty: "OKP" }, "EdDSA");
  const value = await new SignJWT({ ...claims, ...changed(claims) })
    .setProtectedHeader({ alg: alg ?? "EdDSA", kid, typ })
    .sign(key);
  await context.addCookies([{ ...cookie, value }]);
}

/**
 * Waits until no colour that is seen is on its way to another: contrast is that of the end.
 *
 * A change inside a closed `<details>` pauses until it is opened, so no one waits for it.
 */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const isSeen = ({ effect }: Animation) =>
      effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true;
    const changes = document
      .getAnimations()
      .filter((each) => each instanceof CSSTransition && isSeen(each));
    await Promise.allSettled(changes.map(({ finished }) => finished));
  });
}

/**
 * Gives what axe finds on a page once its colours have settled, one line each.
 *
 * The shop has no frames, so there is nothing to gather from them: that would open one more page for each call.
 *
 * @param rules only these; all of axe's without
 */
export async function violations(page: Page, ...rules: string[]): Promise<string[]> {
  await settled(page);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const found = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Checks the page as it is, in both themes: accessibility, one heading, no sideways scrolling. */
export async function expectGood(page: Page): Promise<void> {
  expect(await page.locator("h1").count()).toBe(1);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // A theme changes colours alone.
    const rules = colorScheme === "dark" ? ["color-contrast"] : [];
    const where = `${page.url()} in the ${colorScheme} theme`;
    expect(await violations(page, ...rules), where).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

/** What the catalog's trail shows, by the names it is recorded under. */
export function actionsOn(page: Page): Promise<string[]> {
  return page
    .locator("td[data-action]")
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.action ?? ""));
}
