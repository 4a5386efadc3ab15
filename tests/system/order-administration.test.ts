/** Staff work on orders through the gateway: with a password of now and with an old one. */
import type { AdminOrder, TimelineEntry } from "@edgemart/contracts/order-administration";
import { buildCall, Setup } from "@edgemart/testkit/operations/calls";
import { api, newMember, system } from "@edgemart/testkit/system";
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";

const BASE = "/api/admin/orders";
const setup = new Setup();
let fresh: string;
let stale: string;
beforeAll(async () => {
  fresh = await setup.admin();
  stale = await aged(fresh);
});

/** The same token, whose password was given an hour before. */
async function aged(token: string): Promise<string> {
  const claims = decodeJwt(token);
  const { alg, kid, typ } = decodeProtectedHeader(token);
  const key = await importJWK({ ...JSON.parse(system().signingKey), kty: "OKP" }, "EdDSA");
  return new SignJWT({ ...claims, auth_time: Number(claims.auth_time) - 3_600 })
    .setProtectedHeader({ alg: alg ?? "EdDSA", kid, typ })
    .sign(key);
}

async function act(path: string, json: unknown, token: string, key: string = crypto.randomUUID()) {
  const headers = { "idempotency-key": key };
  const answer = await api(`${BASE}${path}`, { method: "POST", json, token, headers });
  const body = (await answer.json()) as AdminOrder & { code?: string };
  return { status: answer.status, body, headers: answer.headers };
}
async function read<T>(path: string): Promise<T> {
  const answer = await api(`${BASE}${path}`, { token: fresh });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}
const BECAUSE = { reason: "For a test" };

/** A paid order, and what a goodwill of it asks. */
async function paid() {
  const { params, json } = await buildCall("adminGiveGoodwill", setup);
  return { id: params?.id ?? "", goodwill: json };
}

describe("orders 42, 57.34: the administration of orders at the gateway", () => {
  test("money asks for a password of now; driving on does not", async () => {
    const { id, goodwill } = await paid();
    const refused = await act(`/${id}/goodwill`, goodwill, stale);
    expect([refused.status, refused.body.code]).toEqual([401, "reauthentication_required"]);
    expect((await act(`/${id}/drive`, {}, stale)).status).toBeLessThan(300);
    const given = await act(`/${id}/goodwill`, goodwill, fresh);
    expect(given.status).toBeLessThan(300);
    expect(given.body.changes).toHaveLength(1);
  });

  test("one key gives once, and the answer is the first one; without a key nothing is done", async () => {
    const { id, goodwill } = await paid();
    const key = crypto.randomUUID();
    for (let n = 0; n < 3; n++) {
      expect((await act(`/${id}/goodwill`, goodwill, fresh, key)).status).toBeLessThan(300);
    }
    const shown = await read<AdminOrder>(`/${id}`);
    expect(shown.changes).toHaveLength(1);
    const keyless = await api(`${BASE}/${id}/cancel`, { json: BECAUSE, token: fresh });
    expect(keyless.status).toBe(400);
  });

  test("a member and a guest see nothing of it", async () => {
    const { id } = await paid();
    const { accessToken: token } = await newMember();
    for (const path of [
      "",
      `/${id}`,
      `/${id}/timeline`,
      "/coupons",
      "/shipping",
      "/dead-messages",
    ]) {
      expect([path, (await api(`${BASE}${path}`, { token })).status]).toEqual([path, 403]);
      expect([path, (await api(`${BASE}${path}`)).status]).toEqual([path, 401]);
    }
  });

  test("orders 43: the timeline has what order, catalog and payment know", async () => {
    const { id, goodwill } = await paid();
    await act(`/${id}/goodwill`, goodwill, fresh);
    const { items, degraded } = await read<{ items: TimelineEntry[]; degraded: string[] }>(
      `/${id}/timeline`,
    );
    expect(degraded).toEqual([]);
    const sources = new Set(items.map(({ source }) => source));
    for (const source of [
      "order",
      "administration",
      "payment",
      "gateway_call",
      "refund",
      "hold",
      "message",
    ]) {
      expect([source, sources.has(source as TimelineEntry["source"])]).toEqual([source, true]);
    }
    const times = items.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  });

  test("the list finds an order by its number", async () => {
    const { id } = await paid();
    const { number } = await read<AdminOrder>(`/${id}`);
    const found = await read<{ items: { id: string }[] }>(`?q=${number}&money=paid`);
    expect(found.items.map((card) => card.id)).toEqual([id]);
  });
});
