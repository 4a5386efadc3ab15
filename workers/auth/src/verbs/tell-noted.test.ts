/** Laws of what a request tells of an account: after its answer, and once. @see specs/notifications.md 7, 53 */
import { LoginOutput } from "@edgemart/contracts/auth";
import { AuthEvent } from "@edgemart/contracts/events/auth-events";
import type { Database } from "@edgemart/postgres/client";
import { outboxSender } from "@edgemart/postgres/outbox";
import { goldenEvent, shapeOf } from "@edgemart/testkit/golden-event";
import { describe, expect, test, vi } from "vitest";
import { outbox } from "../../db/schema.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";
import { FACTOR_LOCK } from "./prove-second-factor.ts";
import { noteSignIn, tellNoted } from "./tell-noted.ts";

const LOGIN = { email: "mina@example.com", password: "correct horse battery" };
const typesOf = (auth: TestAuth) => auth.links.told.map(({ type }) => type);

async function registered(): Promise<TestAuth> {
  const auth = testAuth();
  await auth.post("register", { ...LOGIN, name: "Kim" });
  auth.links.told.length = 0;
  return auth;
}
const signIn = async (auth: TestAuth, deviceToken?: string | null) =>
  LoginOutput.parse(
    await (await auth.post("login", { ...LOGIN, ...(deviceToken && { deviceToken }) })).json(),
  );

describe("notifications 53: a new device", () => {
  test("is a sign-in without a token of the account: the next one with it is none, nor is a registration", async () => {
    const auth = testAuth();
    await auth.post("register", { ...LOGIN, name: "Kim" });
    expect(typesOf(auth)).not.toContain("auth.session_opened");
    auth.links.told.length = 0;
    const { deviceToken, member } = await signIn(auth);
    await signIn(auth, deviceToken);
    expect(typesOf(auth)).toEqual(["auth.session_opened"]);
    const [event] = auth.links.told;
    expect(event?.data).toMatchObject({ memberId: member.id, newDevice: true, method: "password" });
    expect(shapeOf(event)).toEqual(shapeOf(goldenEvent("auth.session_opened")));
    expect(JSON.stringify(event)).not.toMatch(/mina@|203\.0\.113/);
  });

  test("is told after the answer: a store that is unavailable refuses nobody", async () => {
    const auth = await registered();
    auth.down.postgres = true;
    expect((await auth.post("login", LOGIN)).status).toBe(200);
    expect(typesOf(auth)).toEqual([]);
  });

  test("a wrong password tells nothing", async () => {
    const auth = await registered();
    await auth.post("login", { ...LOGIN, password: "wrong horse battery" });
    expect(typesOf(auth)).toEqual([]);
  });
});

describe("notifications 7: what was done to an account", () => {
  test("a new password is told once, and the session that comes with it is none of a new device", async () => {
    const auth = await registered();
    const { accessToken, deviceToken } = await signIn(auth);
    auth.links.told.length = 0;
    const answer = await auth.send("password/change", {
      method: "POST",
      headers: {
        authorization: `Bearer ${accessToken}`,
        "content-type": "application/json",
        "x-internal-client-prefix": "203.0.113.7/32",
      },
      body: JSON.stringify({
        ...{ currentPassword: LOGIN.password, newPassword: "another horse battery" },
        deviceToken,
      }),
    });
    expect(answer.status).toBe(200);
    expect(auth.links.told.map(({ type, data }) => [type, data])).toMatchObject([
      ["auth.password_changed", { what: "change" }],
      ["auth.sessions_ended", { reason: "password_change" }],
    ]);
    expect(shapeOf(auth.links.told[0])).toEqual(shapeOf(goldenEvent("auth.password_changed")));
  });

  test("sessions that end for one reason are one event with all of them", async () => {
    const auth = await registered();
    const first = await signIn(auth);
    await signIn(auth, first.deviceToken);
    auth.links.told.length = 0;
    await auth.post("logout", { refreshToken: first.refreshToken, scope: "global" });
    const [event, ...others] = auth.links.told;
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: "auth.sessions_ended",
      data: { memberId: first.member.id, reason: "logout_global" },
    });
    // The one of the registration too.
    expect(event?.data).toMatchObject({ sessions: { length: 3 } });
    expect(shapeOf(event)).toEqual(shapeOf(goldenEvent("auth.sessions_ended")));
  });

  test("wrong passwords that make sign-in wait are told once, and of no account tell nothing", async () => {
    const auth = await registered();
    const tryAs = async (email: string) => {
      for (let n = 0; n < 7; n++) await auth.post("login", { email, password: `wrong horse ${n}` });
    };
    await tryAs("nobody@example.com");
    expect(typesOf(auth)).toEqual([]);
    await tryAs(LOGIN.email);
    expect(auth.links.told.map(({ type, data }) => [type, data])).toMatchObject([
      ["auth.sign_in_blocked", { reason: "passwords" }],
    ]);
    expect(shapeOf(auth.links.told[0])).toEqual(shapeOf(goldenEvent("auth.sign_in_blocked")));
  });

  test.each([
    ["passkey_added", ["auth.factor_changed"]],
    ["counter_not_higher", ["auth.factor_changed"]],
    ["passkey_refused", []],
  ])("a way in, %s: %j", (outcome, types) => {
    const auth = testAuth();
    const record = { event: "authn_factor_change" as const, memberId: MEMBER_ID, outcome };
    const caller = {
      call: { requestId: "r", traceparent: "", deadline: 0 },
      ...{ addressPrefix: "p", userAgent: "", country: "", arrivedMs: 1, later: () => undefined },
      noted: [{ ...record, happenedMs: 1, requestId: "r", addressPrefix: "p", userAgentHash: "h" }],
    };
    tellNoted(auth.deps, caller);
    expect(typesOf(auth)).toEqual(types);
  });

  test("the last wrong code before a second factor waits is told", () => {
    const auth = testAuth();
    const caller = {
      call: { requestId: "r", traceparent: "", deadline: 0 },
      ...{ addressPrefix: "p", userAgent: "", country: "", arrivedMs: 1, later: () => undefined },
      noted: [
        {
          ...{ event: "authn_login_lock" as const, memberId: MEMBER_ID, outcome: FACTOR_LOCK },
          ...{ happenedMs: 1, requestId: "r", addressPrefix: "p", userAgentHash: "h" },
        },
      ],
    };
    tellNoted(auth.deps, caller);
    expect(auth.links.told.map(({ data }) => data)).toMatchObject([{ reason: "codes" }]);
  });

  test("a session of a browser that is known is not noted", () => {
    const auth = testAuth();
    const caller = {
      call: { requestId: "r", traceparent: "", deadline: 0 },
      ...{ addressPrefix: "p", userAgent: "", country: "", arrivedMs: 1, later: () => undefined },
      noted: [],
    };
    noteSignIn(caller, { deviceToken: null } as LoginOutput, "passkey");
    tellNoted(auth.deps, caller);
    expect(typesOf(auth)).toEqual([]);
  });
});

describe("notifications 32: no end of a session is lost to its event", () => {
  /** Auth with a database that is unavailable to every statement, its notes of what was sent too. */
  async function without(): Promise<{ auth: TestAuth; sent: unknown[]; failed: string[] }> {
    const auth = await registered();
    const sent: unknown[] = [];
    const failed: string[] = [];
    const broken = { execute: () => Promise.reject(new Error("connection refused")) };
    auth.deps.events = outboxSender({
      // Guarantee of the cast: all that a sender asks of its database is refused.
      ...{ db: broken as unknown as Database, outbox },
      queues: {
        "edgemart-notify": {
          sendBatch: async (batch) => void sent.push(...[...batch].map(({ body }) => body)),
        },
      },
      noteFailure: (what) => void failed.push(what),
    });
    return { auth, sent, failed };
  }

  test.each(["local", "global"])(
    "notifications 32: log-out, %s: a write that fails goes to the queue, and log-out is answered as ever",
    async (scope) => {
      const { auth, sent, failed } = await without();
      const { member, refreshToken, session } = await signIn(auth);
      auth.down.postgres = true;
      auth.links.told.length = 0;
      const answer = await auth.post("logout", { refreshToken, scope });
      expect(answer.status).toBe(204);
      await vi.waitFor(() => expect(failed).toEqual(["outbox"]));
      expect(auth.links.told).toEqual([]);
      expect(sent).toMatchObject([
        { type: "auth.sessions_ended", data: { memberId: member.id, reason: `logout_${scope}` } },
      ]);
      expect(AuthEvent.parse(sent[0]).data.sessions).toContain(session.id);
    },
  );

  test("notifications 3: one whose write succeeded, and whose answer was lost, has one id: its reader takes it once", async () => {
    const { auth, sent } = await without();
    const { refreshToken } = await signIn(auth);
    const { tell } = auth.deps.links;
    auth.links.told.length = 0;
    auth.deps.links.tell = async (event) => {
      await tell(event);
      throw new Error("the answer was lost");
    };
    await auth.post("logout", { refreshToken, scope: "local" });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent).toEqual(auth.links.told);
  });

  test("notifications 3: one that was written is not sent a second time by its writer", async () => {
    const { auth, sent } = await without();
    const { refreshToken } = await signIn(auth);
    await auth.post("logout", { refreshToken, scope: "local" });
    expect([typesOf(auth).at(-1), sent]).toEqual(["auth.sessions_ended", []]);
  });
});

const MEMBER_ID = "mem_01k9z3v5e8f0r9t2m4w6y8a1bc";
