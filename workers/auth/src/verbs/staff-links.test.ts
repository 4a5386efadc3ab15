/** Laws of links to a new password that staff have made: mailed to the member, or shown to who may see them. */
import { ResetLink } from "@edgemart/contracts/auth";
import { describe, expect, test } from "vitest";
import { adminToken } from "../../test/admin-token.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";
import { linkToken } from "../core/links.ts";

const EMAIL = "mina@example.com";
const NEXT = "another long passphrase";

async function member(auth: TestAuth) {
  await auth.members.register(
    {
      ...{ email: EMAIL, name: "Kim Mina", locale: "en", idempotencyKey: null },
      passwordHash: "x".repeat(60),
    },
    { requestId: "r", traceparent: "", deadline: Date.now() + 60_000 },
  );
  const row = auth.members.rows.get(EMAIL);
  if (!row) throw new Error("no member");
  return row;
}

/** The row of the administrator whom `adminToken` made. */
function staffOf(auth: TestAuth) {
  const staff = [...auth.members.rows.values()].find(({ member }) => member.role === "admin");
  if (!staff) throw new Error("no administrator");
  return staff;
}

const FROM = { "user-agent": "Mozilla/5.0 Firefox/140.0", "x-internal-client-country": "KR" };

/** A member, and an administrator who asks for links of it. */
async function begun() {
  const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
  const row = await member(auth);
  const admin = await adminToken(auth);
  const ask = (body?: object) =>
    auth.send(`members/${row.member.id}/reset-link`, {
      method: "POST",
      headers: {
        ...{ authorization: `Bearer ${admin}`, "content-type": "application/json", ...FROM },
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const reset = (token: string) => auth.post("password/reset", { token, newPassword: NEXT });
  return { auth, row, ask, reset };
}

const shown = async (answer: Response) => ResetLink.parse(await answer.json()).resetToken;
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

/** The token of the newest link, as its mail shows it. */
function mailed(auth: TestAuth): string {
  const link = auth.links.rows.at(-1);
  const secret = auth.config.AUTH_LINK_SECRETS.keys.get(link?.kid ?? "");
  if (!link || !secret) throw new Error("no link was made");
  return linkToken(secret, link.id, link.kind);
}

describe("identity A: what staff do about a forgotten password", () => {
  test("identity A: the link is mailed to the member; who asked for it is answered nothing of it", async () => {
    const { auth, ask, row } = await begun();
    const answer = await ask({});
    expect([answer.status, await answer.json()]).toEqual([202, { status: "mailed" }]);
    const token = mailed(auth);
    expect([JSON.stringify(auth.audit), JSON.stringify([...answer.headers])].join()).not.toContain(
      token,
    );
    const [link] = auth.links.rows;
    // Written with the event that mails it; from where staff work is left out.
    expect(auth.links.told.map(({ data, type }) => [type, data])).toEqual([
      [
        "auth.reset_requested",
        {
          ...{ linkId: link?.id, memberId: row.member.id, locale: "en", byStaff: true },
          ...{ browser: "", country: "" },
        },
      ],
    ]);
    expect([link?.kind, link?.email, link?.issuedBy]).toEqual([
      ...["reset", EMAIL, staffOf(auth).member.id],
    ]);
    expect(auth.audit).toContainEqual(
      expect.objectContaining({
        ...{ event: "authz_admin", outcome: "reset-mail", memberId: row.member.id },
        account: staffOf(auth).member.id,
      }),
    );
  });

  test("identity A, 15: a mailed one proves the mailbox, a shown one does not; either sets the password once", async () => {
    for (const show of [false, true]) {
      const { auth, ask, reset, row } = await begun();
      const answer = await ask({ show });
      const token = show ? await shown(answer) : mailed(auth);
      expect((await reset(token)).status).toBe(204);
      expect(row.member.emailVerified).toBe(!show);
      expect(await code(await reset(token))).toBe("reset_invalid");
    }
  });

  test("identity A: one that is shown is audited, and its member is told of it; no mail holds it", async () => {
    const { auth, ask, row } = await begun();
    const answer = await ask({ show: true });
    expect(answer.status).toBe(201);
    expect(ResetLink.parse(await answer.json()).expiresIn).toBe(1800);
    expect(auth.links.told.map(({ data, type }) => [type, data.what, "linkId" in data])).toEqual([
      ["auth.factor_changed", "reset_link_made", false],
    ]);
    const { id } = row.member;
    expect(auth.audit).toContainEqual(
      expect.objectContaining({ event: "authz_admin", outcome: "reset-link", memberId: id }),
    );
  });

  test("identity A: showing one is decided by the right as it is when the link is written", async () => {
    const { auth, ask } = await begun();
    const { member: was } = staffOf(auth);
    const staff = staffOf(auth);
    const { stateOf } = auth.deps.members;
    let asked = 0;
    auth.deps.members.stateOf = async (...question) => {
      const now = await stateOf(...question);
      // Dismissed between the door and the link.
      if (++asked === 1) staff.member = { ...was, role: "member" };
      return now;
    };
    const answer = await ask({ show: true });
    expect([answer.status, await code(answer)]).toEqual([403, "forbidden"]);
    expect([auth.links.rows, auth.links.told, asked]).toEqual([[], [], 2]);
  });

  test("identity 5, 56.62: either dies with the right of who made it", async () => {
    for (const show of [false, true]) {
      const { auth, ask, reset } = await begun();
      const answer = await ask({ show });
      const token = show ? await shown(answer) : mailed(auth);
      const staff = staffOf(auth);
      const { member: was } = staff;
      staff.member = { ...was, role: "member" };
      expect((await reset(token)).status).toBe(400);
      staff.member = was;
      expect((await reset(token)).status).toBe(204);
    }
  });

  test("identity 5: of all links to a new password the newest alone lives, whoever had it made", async () => {
    const { auth, ask, reset } = await begun();
    await auth.post("password/forgot", { email: EMAIL });
    const own = mailed(auth);
    auth.clock.ms += 1000;
    const handed = await shown(await ask({ show: true }));
    auth.clock.ms += 1000;
    await ask({});
    expect([(await reset(own)).status, (await reset(handed)).status]).toEqual([400, 400]);
    expect((await reset(mailed(auth))).status).toBe(204);
  });

  test("identity 7: three an hour for a mailbox, told to who asks; strangers who fill it do not stop staff, nor staff its owner", async () => {
    const { auth, ask } = await begun();
    for (let n = 0; n < 5; n++) await auth.post("password/forgot", { email: EMAIL });
    expect(auth.links.rows).toHaveLength(3);
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await ask({}));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(Number(answers[3]?.headers.get("retry-after"))).toBeGreaterThan(3500);
    expect(auth.links.rows).toHaveLength(6);
    // One that is refused is no act: nothing of it in the audit.
    expect(auth.audit.filter(({ outcome }) => outcome === "reset-mail")).toHaveLength(3);
    auth.clock.ms += 3_601_000;
    await auth.post("password/forgot", { email: EMAIL });
    expect(auth.links.rows).toHaveLength(7);
  });

  test("identity A: nothing is mailed to a disabled member, and staff are told why", async () => {
    const { auth, ask, row } = await begun();
    row.member = { ...row.member, status: "disabled" };
    const answer = await ask({});
    expect([answer.status, await code(answer)]).toEqual([403, "account_disabled"]);
    expect([auth.links.rows, auth.links.told]).toEqual([[], []]);
  });

  test("identity L: without PostgreSQL it is 503, and neither link nor mail", async () => {
    const { auth, ask } = await begun();
    auth.down.postgres = true;
    expect((await ask({})).status).toBe(503);
    auth.down.postgres = false;
    expect([auth.links.rows, auth.links.told]).toEqual([[], []]);
  });

  test.each([
    ["no body", undefined],
    ["another type", { show: "yes" }],
    ["more", { to: "a@b.c" }],
  ])("identity A: %s is refused, and makes nothing", async (_, body) => {
    const { auth, ask } = await begun();
    const { status } = await ask(body);
    expect([400, 415, 422]).toContain(status);
    expect(auth.links.rows).toEqual([]);
  });
});
