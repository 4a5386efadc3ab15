/** Rights of now: no token of before does what an administrator does, and a token of now works at once. */
import { buildCall, type OperationCall, Setup, sendCall } from "@edgemart/testkit/operations/calls";
import { operationsOf, readDocument } from "@edgemart/testkit/operations/document";
import {
  api,
  asServer,
  newAdminAccount,
  newMember,
  PASSWORD,
  signIn,
  system,
} from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import { decodeJwt } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../workers/gateway/src/own/operations.ts";
import { forge } from "./probe.ts";

const PRIVILEGED = OPERATIONS.filter(
  ({ method, right }) => method !== "get" && right !== undefined,
).map(({ id }) => id);

const setup = new Setup();
let documented: Map<string, ReturnType<typeof operationsOf>[number]>;
/** Tokens that say more than is true: signed by auth's key, of an administrator, of the newest version there could be. */
const stale: { state: string; token: string; answer: [number, string] }[] = [];

beforeAll(async () => {
  documented = new Map(operationsOf(await readDocument()).map((each) => [each.operationId, each]));
  const states = [
    ["demoted", [403, "forbidden"]],
    ["disabled", [401, "token_invalid"]],
    ["deleted", [401, "token_invalid"]],
  ] as const;
  for (const [state, answer] of states) {
    const { id } = await newAdminAccount();
    await lose(id, state);
    stale.push({ state, token: await claiming(id), answer: [...answer] });
  }
}, 60_000);

async function lose(id: string, state: "demoted" | "disabled" | "deleted"): Promise<void> {
  const path = `/api/members/${id}`;
  if (state === "deleted") {
    const { version } = await setup.ask<{ version: number }>(path);
    const headers = { "if-match": `"${version}"` };
    expect(
      (await api(path, { method: "DELETE", token: await setup.admin(), headers })).status,
    ).toBe(204);
  } else if (state === "demoted") {
    await setup.ask(`${path}/role`, { method: "PUT", json: { role: "member" } });
  } else await setup.ask(`${path}/status`, { method: "PUT", json: { status: "disabled" } });
}

/** An administrator's token for a member, whatever it is, that no mark voids: only who asks now can refuse it. */
async function claiming(sub: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now, exp: now + 290, auth_time: now };
  const newest = { mver: 2 ** 31 - 1, era: Number.MAX_SAFE_INTEGER };
  const own = decodeJwt(await setup.admin());
  return forge({ ...own, ...times, ...newest, sub, sid: newId("session"), role: "admin" });
}

async function send(id: string, call: OperationCall, token: string): Promise<[number, string]> {
  const operation = documented.get(id);
  if (!operation) throw new Error(`${id} is not documented`);
  const answer = await sendCall(operation, call, `Bearer ${token}`);
  const body = await answer.text();
  const { code } = body === "" ? { code: "" } : (JSON.parse(body) as { code?: string });
  return [answer.status, code ?? ""];
}

test("the walk finds what administrators alone do", () => {
  expect(PRIVILEGED).toEqual(
    expect.arrayContaining(["setMemberRole", "adminMoveStock", "storeMedia"]),
  );
  expect(PRIVILEGED.length).toBeGreaterThan(30);
});

describe("architecture 21: every privileged write is decided on its sender's rights of now", () => {
  test.each(PRIVILEGED)(
    "%s: refused to the demoted, the disabled and the deleted; then done",
    async (id) => {
      const call = await buildCall(id, setup);
      for (const { state, token, answer } of stale) {
        expect([state, ...(await send(id, call, token))]).toEqual([state, ...answer]);
      }
      // The same call, with the same version: nothing was changed by the others. Ending all sessions ends other tests'.
      if (id === "endAllSessions") return;
      const [status] = await send(id, call, await setup.admin());
      expect([id, status >= 200 && status < 300]).toEqual([id, true]);
    },
    60_000,
  );

  test("example: within the five seconds a token is remembered, B neither restores itself nor harms A", async () => {
    const [b, friend] = [await newAdminAccount(), await newMember()];
    // The gateway has just seen it alive.
    expect((await api("/api/members/me", { token: b.accessToken })).status).toBe(200);
    await lose(b.id, "demoted");
    const role = (id: string, to: string) =>
      api(`/api/members/${id}/role`, { method: "PUT", json: { role: to }, token: b.accessToken });
    const answers = await Promise.all([role(b.id, "admin"), role(friend.id, "admin")]);
    for (const { status } of answers) expect([401, 403]).toContain(status);
    for (const id of [b.id, friend.id]) {
      expect(await setup.ask(`/api/members/${id}`)).toMatchObject({ role: "member" });
    }
  });
});

describe("auth 51, 53: who signs in right after a change is let in at once", () => {
  const me = async (token: string) => (await api("/api/members/me", { token })).status;

  test("a role, twelve times: the new token works, the old one does not", async () => {
    const { email, id, accessToken } = await newMember();
    let old = accessToken;
    for (let round = 0; round < 12; round++) {
      const json = { role: round % 2 === 0 ? "admin" : "member" };
      await setup.ask(`/api/members/${id}/role`, { method: "PUT", json });
      const token = await signIn({ email, password: PASSWORD });
      // The old token was never shown to the gateway before, so nothing remembers it.
      expect([round, await me(token), await me(old)]).toEqual([round, 200, 401]);
      old = await signIn({ email, password: PASSWORD });
    }
  }, 120_000);

  test("disabled and enabled: a session opened at once works and refreshes; the one before does not", async () => {
    const { email, id, refreshToken } = await newMember();
    for (const status of ["disabled", "active"]) {
      await setup.ask(`/api/members/${id}/status`, { method: "PUT", json: { status } });
    }
    const answer = await asServer("/api/auth/login", { email, password: PASSWORD });
    const tokens = (await answer.json()) as { accessToken: string; refreshToken: string };
    expect(await me(tokens.accessToken)).toBe(200);
    const refresh = (token: string) => asServer("/api/auth/refresh", { refreshToken: token });
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test("a new password, sessions ended by an administrator: the next sign-in works and refreshes", async () => {
    const { email, id, accessToken } = await newMember();
    const next = "another long passphrase of mine";
    const json = { currentPassword: PASSWORD, newPassword: next };
    const changed = await api("/api/auth/password/change", { json, token: accessToken });
    const own = (await changed.json()) as { accessToken: string; refreshToken: string };
    expect([await me(own.accessToken), await me(accessToken)]).toEqual([200, 401]);
    expect((await asServer("/api/auth/refresh", { refreshToken: own.refreshToken })).status).toBe(
      200,
    );
    await setup.ask(`/api/auth/members/${id}/end-sessions`, { method: "POST" });
    expect(await me(await signIn({ email, password: next }))).toBe(200);
  });
});

test("the demo administrator still is one", async () => {
  expect((await api("/api/members?limit=1", { token: await signIn(system().admin) })).status).toBe(
    200,
  );
});
