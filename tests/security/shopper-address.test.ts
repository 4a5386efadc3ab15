/** Operations 6: who is counted and noted is the visitor of each door, and only the door's word counts. */

import { addressPrefix } from "@edgemart/contracts/client-address";
import {
  api,
  asServer,
  freshEmail,
  newMember,
  ownAddress,
  PASSWORD,
  signIn,
  system,
} from "@edgemart/testkit/system";
import { expect, test } from "vitest";

const SPOOFED = {
  "x-internal-client-prefix": "203.0.113.66/32",
  x_internal_client_prefix: "203.0.113.66/32",
  "X-Internal-Client-Country": "XX",
};

/** Signs in at the storefront's form. */
const atShop = (
  email: string,
  address: string,
  headers: Record<string, string> = {},
  password = PASSWORD,
) =>
  fetch(`${system().urls.web}/api/session/login`, {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", "cf-connecting-ip": address, ...headers },
    body: new URLSearchParams({ lang: "en", email, password }),
    redirect: "manual",
  });

async function prefixesNoted(memberId: string): Promise<string[]> {
  const token = await signIn(system().admin);
  const answer = await api(`/api/auth/audit?member=${memberId}`, { token });
  const { items } = (await answer.json()) as { items: { event: string; addressPrefix: string }[] };
  return items
    .filter(({ event }) => event === "authn_login_success")
    .map((item) => item.addressPrefix);
}

test("the prefix seen through the storefront is the one seen at the API; a spoofed one is stripped at both", async () => {
  const { email, id } = await newMember();
  const [shop, door] = [ownAddress(), ownAddress()];
  expect((await atShop(email, shop, SPOOFED)).status).toBe(303);
  const authorization = `Basic ${system().serviceKey}`;
  const json = { email, password: PASSWORD };
  const headers = { authorization, ...SPOOFED };
  expect((await api("/api/auth/login", { json, address: door, headers })).status).toBe(200);
  expect((await asServer("/api/auth/login", json, shop)).status).toBe(200);
  await expect
    .poll(async () => (await prefixesNoted(id)).sort(), { timeout: 20_000 })
    .toEqual([addressPrefix(shop), addressPrefix(door), addressPrefix(shop)].sort());
});

test("two shoppers of the storefront do not share a bucket of sign-ins", async () => {
  const { email } = await newMember();
  const [noisy, quiet] = [ownAddress(), ownAddress()];
  for (let tried = 0; tried < 24; tried++)
    await (await atShop(freshEmail(), noisy, {}, "wrong horse")).body?.cancel();
  const shut = await atShop(email, noisy);
  const open = await atShop(email, quiet);
  const cookies = (answer: Response) =>
    answer.headers.getSetCookie().some((each) => each.includes("-at="));
  expect([cookies(shut), cookies(open)]).toEqual([false, true]);
});

test("the image door reads no such header: what it strips is nothing it could believe", async () => {
  const answer = await fetch(`${system().urls.cdn}/health`, { headers: SPOOFED });
  expect(answer.status).toBe(200);
});
