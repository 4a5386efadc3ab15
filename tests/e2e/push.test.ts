/**
 * Browser notifications in a real browser. Its push service is another host's, which no test asks: what `PushManager` would answer
 * is given in its place, and what the service would bring is handed to the service worker by the browser itself.
 */
import { createECDH, randomBytes } from "node:crypto";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { query } from "@edgemart/testkit/operations/order-calls";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { boughtOrder, orderUrl } from "./buying.ts";
import { awaken, enter, expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const SETTINGS = web("/en/account/notifications");
const ENDPOINT = `https://fcm.googleapis.com/fcm/send/${randomBytes(8).toString("hex")}`;
const SUBSCRIPTION = {
  endpoint: ENDPOINT,
  keys: {
    p256dh: createECDH("prime256v1").generateKeys("base64url"),
    auth: randomBytes(16).toString("base64url"),
  },
};
const notice = (page: Page) => page.locator("#notice").getAttribute("role");
const devices = (id: string) =>
  query<{ endpoint: string; session: string }>(
    "select endpoint, session_id as session from notification.push_subscription where member_id = $1",
    [id],
  );

/** The boundary to the push service: a subscription that is made once, of the key that was asked with. */
function standInForPushService(given: typeof SUBSCRIPTION): void {
  const made = { ...given, toJSON: () => given, unsubscribe: async () => true };
  PushManager.prototype.getSubscription = async () =>
    // Guarantee of the cast: the page reads no more of it.
    localStorage.getItem("pushed") ? (made as unknown as PushSubscription) : null;
  PushManager.prototype.subscribe = async (options) => {
    if (!options?.userVisibleOnly || String(options.applicationServerKey).length !== 87) {
      throw new Error("subscribed in another way");
    }
    localStorage.setItem("pushed", "yes");
    return made as unknown as PushSubscription;
  };
}

/**
 * Has the browser hand a message to the service worker, as its push service would. A headless browser may show no notifications: what
 * the worker would have it show is noted in the place of that. @returns it
 */
async function pushed(page: Page, data: unknown): Promise<unknown> {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error("no service worker");
  await worker.evaluate(() => {
    const scope = globalThis as unknown as Noting;
    scope.noted = [];
    scope.registration.showNotification = async (title, { body, tag, data: { path } }) => {
      scope.noted.push({ title, body, tag, path });
    };
  });
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [found] }) => {
      if (found) resolve(found.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const message = typeof data === "string" ? data : JSON.stringify(data);
  await session.send("ServiceWorker.deliverPushMessage", {
    ...{ origin: new URL(SETTINGS).origin, registrationId: await registered, data: message },
  });
  await session.detach();
  return vi.waitFor(async () => {
    const noted = await worker.evaluate(() => (globalThis as unknown as Noting).noted);
    expect(noted).toHaveLength(1);
    return noted[0];
  });
}

interface Changed {
  oldSubscription?: typeof SUBSCRIPTION;
  newSubscription?: typeof SUBSCRIPTION;
}

/** Tells the service worker that its subscription has changed, as no test can make a browser do, and waits until it has done its work. */
async function renews(context: BrowserContext, given: Changed): Promise<void> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("no service worker");
  await worker.evaluate(async ({ oldSubscription, newSubscription }) => {
    const scope = globalThis as unknown as Subscribing;
    const options = { userVisibleOnly: true };
    const made = (found?: object) => found && { options, toJSON: () => found };
    scope.registration.pushManager.subscribe = async (asked) => {
      if (asked !== options) throw new Error("subscribed in another way");
      return made(oldSubscription);
    };
    const event = new Event("pushsubscriptionchange");
    let work: unknown;
    Object.defineProperties(event, {
      oldSubscription: { value: made(oldSubscription) },
      newSubscription: { value: made(newSubscription) },
      // The browser's own is only for events of the browser's.
      waitUntil: {
        value(promise: unknown) {
          work = promise;
        },
      },
    });
    scope.dispatchEvent(event);
    await work;
  }, given);
}

/** The service worker, as far as it subscribes. */
interface Subscribing {
  registration: { pushManager: { subscribe(options: object): Promise<unknown> } };
  dispatchEvent(event: Event): void;
}

/** The service worker, as far as it is looked at. */
interface Noting {
  noted: unknown[];
  registration: {
    showNotification(
      title: string,
      shown: { body?: string; tag?: string; data: { path: string } },
    ): Promise<void>;
  };
}

describe("notifications 30–34: a browser that is notified", () => {
  test("is asked only when its member presses the button; it shows what comes, and leads nowhere else", async () => {
    const { email, id } = await newMember();
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 390, height: 844 },
      permissions: ["notifications"],
    });
    await page.addInitScript(standInForPushService, SUBSCRIPTION);
    await enter(page, { email, password: PASSWORD });
    await page.goto(SETTINGS);
    const add = page.getByRole("button", { name: "Notify me in this browser" });
    expect(await devices(id)).toEqual([]);
    await add.click();
    await page.locator("#notice").waitFor({ timeout: 15_000 });
    expect(await notice(page)).toBe("status");
    expect(await devices(id)).toEqual([
      { endpoint: ENDPOINT, session: expect.stringMatching(/^ses_/) },
    ]);
    await page.getByText("You are notified in this browser.").waitFor({ timeout: 10_000 });
    expect(await page.getByText("Chrome", { exact: true }).count()).toBe(1);
    expect(await page.content()).not.toContain(ENDPOINT);
    await expectGood(page);

    const message = { title: "Shipped", text: "On its way.", path: "/en/orders/ord_1", tag: "a" };
    expect(await pushed(page, message)).toEqual({
      ...{ title: "Shipped", body: "On its way.", path: "/en/orders/ord_1", tag: "a" },
    });
    // notifications 49.24
    for (const path of ["//evil.example", "javascript:alert(1)", "/\\evil.example"]) {
      expect(await pushed(page, { ...message, path })).toMatchObject({ path: "/" });
    }
    expect(await pushed(page, "no JSON")).toMatchObject({ title: "Edgemart", path: "/" });

    await page.getByRole("button", { name: "Remove: Chrome" }).click();
    await add.waitFor({ timeout: 15_000 });
    expect(await devices(id)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is offered after an order, in its language, where the member has not added it; without script there is nothing", async () => {
    const { email, id, accessToken } = await newMember();
    const made = await boughtOrder({ accessToken, quantity: 1 });
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 390, height: 844 },
      permissions: ["notifications"],
    });
    await page.addInitScript(standInForPushService, SUBSCRIPTION);
    await enter(page, { email, password: PASSWORD });
    await page.goto(orderUrl(made.id, "ko"));
    const offer = page.locator("section:has(#push)");
    await offer.waitFor({ timeout: 10_000 });
    expect(await offer.locator("h2").innerText()).toBe("주문 소식 받기");
    expect(await devices(id)).toEqual([]);
    await expectGood(page);
    await page.goto(orderUrl(made.id));
    await page
      .getByRole("button", { name: "Notify me in this browser" })
      .click({ timeout: 10_000 });
    await page.locator("#notice").waitFor({ timeout: 15_000 });
    expect([await notice(page), new URL(page.url()).pathname]).toEqual([
      ...["status", `/en/orders/${made.id}`],
    ]);
    expect(await devices(id)).toMatchObject([{ endpoint: ENDPOINT }]);
    await page.waitForFunction(() => document.readyState === "complete");
    expect(await offer.count()).toBe(0);
    expect(complaints).toEqual([]);
    const cookies = await context.cookies();
    await context.close();

    const scriptless = await openVisit(browser, { javaScriptEnabled: false });
    await scriptless.context.addCookies(cookies);
    await scriptless.page.goto(orderUrl(made.id));
    expect(await scriptless.page.locator("h1").innerText()).toBe("Paid");
    expect(await scriptless.page.locator("#push").count()).toBe(0);
    await scriptless.context.close();
  });

  test("notifications 32: that renews its subscription is notified by the new one; of a visitor nothing is kept", async () => {
    const { email, id } = await newMember();
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en"));
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("/sw.js");
      await navigator.serviceWorker.ready;
    });
    const renewed = (end: string) => ({
      endpoint: `${ENDPOINT}-${end}`,
      keys: SUBSCRIPTION.keys,
    });
    await renews(context, { newSubscription: renewed("visitor") });
    await enter(page, { email, password: PASSWORD });
    await renews(context, {});
    expect(await devices(id)).toEqual([]);
    await renews(context, { newSubscription: renewed("given") });
    expect((await devices(id)).map(({ endpoint }) => endpoint)).toEqual([`${ENDPOINT}-given`]);
    // The browser gives none: the worker subscribes as it was subscribed.
    await renews(context, { oldSubscription: renewed("asked") });
    expect((await devices(id)).map(({ endpoint }) => endpoint).toSorted()).toEqual([
      `${ENDPOINT}-asked`,
      `${ENDPOINT}-given`,
    ]);
    const visitors = await query<{ id: string }>(
      "select id from notification.push_subscription where endpoint = $1",
      [`${ENDPOINT}-visitor`],
    );
    expect(visitors).toEqual([]);
    await context.close();
  });

  test("is removed, and told less, without script; it says that adding needs one", async () => {
    const { email, id } = await newMember();
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await query(
      `insert into notification.push_subscription
         (id, member_id, session_id, slot, endpoint, endpoint_digest, p256dh, auth, key_id, browser)
       values ($1, $2, $3, 1, 'https://fcm.googleapis.com/x', $1, 'x', 'x', 'k1', 'Firefox')`,
      [newId("push"), id, newId("session")],
    );
    await enter(page, { email, password: PASSWORD });
    await page.goto(SETTINGS);
    expect(await page.getByText("please turn on JavaScript").count()).toBe(1);
    await page.locator("#push-order").uncheck();
    await page.locator('form:has(#push-order) button[type="submit"]').click();
    expect(await notice(page)).toBe("status");
    const ticks = () => page.locator("#push-security, #push-order, #push-service");
    expect(
      await ticks().evaluateAll((all) => all.map((each) => (each as HTMLInputElement).checked)),
    ).toEqual([true, false, false]);
    await page.getByRole("button", { name: "Remove: Firefox" }).click();
    expect([await notice(page), await devices(id)]).toEqual(["status", []]);
    await context.close();
  });
});
