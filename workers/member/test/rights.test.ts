/** Every write of member is decided on the writer's row of now, whatever its token says. Walks the contracts' operations. */
import { memberGroups } from "@edgemart/contracts/member";
import { type Operation, operationsIn } from "@edgemart/contracts/operation";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import { standing } from "../src/rpc/member-lookup.ts";
import { type Answer, type Office, openOffice, TEST_FACTS } from "./office.ts";

let office: Office;
let adminId: string;
let admin: string;
let targetId: string;
let target: string;
let addressId: string;
let messageId: string;
beforeAll(async () => {
  office = await openOffice();
}, 30_000);
afterAll(() => office?.close());
beforeEach(async () => {
  await office.empty();
  [adminId, admin] = await someone("admin@example.com", "admin");
  [targetId, target] = await someone("target@example.com", "member");
  const { body } = await office.send("POST", `/api/members/${targetId}/addresses`, target, ADDRESS);
  addressId = body.id;
  messageId = await deadMessage();
});

/** A message of member's queue that could not be handled, and may be replayed. */
async function deadMessage(): Promise<string> {
  const [id, orderId] = [crypto.randomUUID(), newId("order")];
  const amounts = { currency: "KRW", totalMinor: 1, cardMinor: 1, pointAmount: 0 };
  const event = {
    ...{ id: newId("event"), type: "order.paid", version: 1, source: "order", correlationId: "r" },
    occurredAt: new Date().toISOString(),
    aggregate: { type: "order", id: orderId, sequence: 3 },
    data: { orderId, memberId: targetId, ...amounts, lines: [{ sku: "A", quantity: 1 }] },
  };
  await office.database.query(
    "insert into member.dead_message (id, queue, body, reason) values ($1, 'edgemart-member-dead', $2, 'dead')",
    [id, JSON.stringify(event)],
  );
  return id;
}

const ADDRESS = {
  ...{ recipient: "김미나", phone: "010-1234-5678", country: "KR", postcode: "04799" },
  line1: "서울특별시 성동구 아차산로 17",
};
async function someone(email: string, role: "admin" | "member"): Promise<[string, string]> {
  const { body } = await office.post({ email, name: "Somebody" });
  await set(body.id, `role = '${role}'`);
  return [body.id, await office.signer.sign(body.id, role)];
}
const set = (id: string, what: string) =>
  office.database.query(`update member.member set ${what} where id = $1`, [id]);

const writes = operationsIn(memberGroups).filter(({ method }) => method !== "get");
const nameOf = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;
/** A valid body for each write; none for undefined. */
const BODIES: Record<string, unknown> = {
  "POST /api/members": { email: "new@example.com", name: "New" },
  "PUT /api/members/{id}": { name: "Other", locale: "en" },
  "PATCH /api/members/{id}": { name: "Other" },
  "DELETE /api/members/{id}": undefined,
  "PUT /api/members/{id}/role": { role: "admin" },
  "PUT /api/members/{id}/status": { status: "disabled" },
  "POST /api/members/{id}/addresses": ADDRESS,
  "PUT /api/members/{id}/addresses/{addressId}": { ...ADDRESS, line1: "elsewhere" },
  "DELETE /api/members/{id}/addresses/{addressId}": undefined,
  "POST /api/members/dead-messages/{id}/replay": { because: "looked at" },
  "POST /api/members/dead-messages/{id}/ignore": { because: "looked at" },
  "PUT /api/members/me/cart": { items: [{ sku: "A", quantity: 1, priceSeenMinor: null }] },
};
const privileged = writes.filter(({ right }) => right !== undefined);
const own = writes.filter(({ right }) => right !== "admin");

/** Sends a write to a member's row with a valid input. */
async function write(operation: Operation, id: string, token: string, key?: string) {
  const isMessage = operation.path.includes("/dead-messages/");
  const path = operation.path
    .replace("{id}", isMessage ? messageId : id)
    .replace("{addressId}", addressId);
  const named = key ?? (operation.idempotency === "required" ? crypto.randomUUID() : undefined);
  const headers = { "if-match": "*", ...(named && { "idempotency-key": named }) };
  const body = BODIES[nameOf(operation)];
  return office.send(operation.method.toUpperCase(), path, token, body, headers);
}
/** Everything member keeps, and every mark. */
async function everything() {
  const tables = ["member", "address", "cart", "security_event", "keyed_effect", "dead_message"];
  const rows = tables.map((name) =>
    office.database.query(`select * from member.${name} t order by t`),
  );
  const marks = [adminId, targetId].map((id) => office.store.redis.get(`rev:m:${id}`));
  return JSON.stringify(await Promise.all([...rows, ...marks]));
}
const said = ({ status, body }: Answer) => [status, body?.code];

const STALE = [
  { state: "demoted", what: "role = 'member'", answer: [403, "forbidden"] },
  { state: "disabled", what: "status = 'disabled'", answer: [401, "token_invalid"] },
  { state: "deleted", what: "deleted_at = now()", answer: [401, "token_invalid"] },
] as const;

test("every write of the contracts has a valid body here", () => {
  expect(Object.keys(BODIES).sort()).toEqual(writes.map(nameOf).sort());
  expect([privileged.length, own.length]).toEqual([11, 7]);
});

describe("architecture 21: an administrator of before", () => {
  for (const operation of privileged) {
    test(`${nameOf(operation)} is refused to the demoted, the disabled and the deleted, and changes nothing`, async () => {
      for (const { state, what, answer } of STALE) {
        await set(adminId, "role = 'admin', status = 'active', deleted_at = null");
        await set(adminId, what);
        const before = await everything();
        expect([state, ...said(await write(operation, targetId, admin))]).toEqual([
          state,
          ...answer,
        ]);
        expect([state, ...said(await write(operation, targetId, admin, `key-${state}`))]).toEqual([
          state,
          ...answer,
        ]);
        expect(await everything()).toBe(before);
      }
      await set(adminId, "role = 'admin', status = 'active', deleted_at = null");
      expect((await write(operation, targetId, admin)).status).toBeLessThan(300);
    });

    test(`${nameOf(operation)}: a lost answer is not given again to the demoted`, async () => {
      expect((await write(operation, targetId, admin, "key")).status).toBeLessThan(300);
      await set(adminId, "role = 'member'");
      expect(said(await write(operation, targetId, admin, "key"))).toEqual([403, "forbidden"]);
    });
  }

  test("a member is never told by a refusal that there is another's row", async () => {
    for (const operation of privileged.filter(({ right }) => right === "own")) {
      expect(said(await write(operation, adminId, target))).toEqual([404, "not_found"]);
    }
  });
});

describe("a disabled or deleted member", () => {
  for (const operation of own) {
    test(`writes nothing of its own: ${nameOf(operation)}`, async () => {
      for (const what of ["status = 'disabled'", "deleted_at = now()"]) {
        await set(targetId, "status = 'active', deleted_at = null");
        await set(targetId, what);
        const before = await everything();
        expect(said(await write(operation, targetId, target))).toEqual([401, "token_invalid"]);
        expect(await everything()).toBe(before);
      }
      await set(targetId, "status = 'active', deleted_at = null");
      expect((await write(operation, targetId, target)).status).toBeLessThan(300);
    });
  }
});

describe("races on real connections", () => {
  const role = (id: string, token: string, to: string) =>
    office.send("PUT", `/api/members/${id}/role`, token, { role: to });

  test("example: a demoted administrator can't restore itself, promote a friend or demote the other", async () => {
    expect((await role(adminId, office.admin, "member")).status).toBe(200);
    const tried = await Promise.all([
      role(adminId, admin, "admin"),
      role(targetId, admin, "admin"),
      role(office.adminId, admin, "member"),
      office.send("PUT", `/api/members/${office.adminId}/status`, admin, { status: "disabled" }),
    ]);
    expect(tried.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
    const admins = await office.database.query("select id from member.member where role = 'admin'");
    expect(admins).toEqual([{ id: office.adminId }]);
  });

  test("of two who demote each other at once exactly one wins, 40 times", async () => {
    for (let round = 0; round < 40; round++) {
      const pair = [
        [office.adminId, office.admin],
        [adminId, admin],
      ] as const;
      await Promise.all(pair.map(([id]) => set(id, "role = 'admin'")));
      const answers = await Promise.all([
        role(adminId, office.admin, "member"),
        role(office.adminId, admin, "member"),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403]);
      const [row] = await office.database.query<{ n: number }>(
        "select count(*)::int n from member.member where role = 'admin'",
      );
      expect(row?.n).toBe(1);
    }
  });

  test("of ten administrators who all demote each other one is left, and nobody waits for ever", async () => {
    const ten = await Promise.all(
      Array.from({ length: 10 }, (_, at) => someone(`a${at}@example.com`, "admin")),
    );
    await office.dismiss();
    await set(adminId, "role = 'member'");
    const answers = await Promise.all(
      ten.flatMap(([id], at) =>
        ten.filter((_, by) => by !== at).map(([, by]) => role(id, by, "member")),
      ),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 403]));
    const left = await office.database.query("select id from member.member where role = 'admin'");
    expect(left).toHaveLength(1);
  });

  test("a demotion and thirty writes of the demoted: each either came before it or did nothing", async () => {
    for (let round = 0; round < 5; round++) {
      await set(adminId, "role = 'admin'");
      const [demoted, ...made] = await Promise.all([
        role(adminId, office.admin, "member"),
        ...Array.from({ length: 30 }, (_, at) =>
          office.post({ email: `r${round}-${at}@example.com`, name: "R" }, {}, admin),
        ),
      ]);
      expect(demoted.status).toBe(200);
      expect(made.filter(({ status }) => status !== 201 && status !== 403)).toEqual([]);
      const after = await office.post({ email: `late${round}@example.com`, name: "R" }, {}, admin);
      expect(after.status).toBe(403);
    }
  });

  test("two administrators who write to each other's rows at once never wait for each other", async () => {
    const patch = (id: string, token: string, at: number) =>
      office.send("PATCH", `/api/members/${id}`, token, { name: `N${at}` }, { "if-match": "*" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        at % 2 === 0 ? patch(adminId, office.admin, at) : patch(office.adminId, admin, at),
      ),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  });
});

test("standing tells role and status of now, and null for the missing, the deleted and what is no id", async () => {
  const deps = depsOf(readMemberConfig(office.env), TEST_FACTS);
  expect(await standing(adminId, deps)).toEqual({ role: "admin", status: "active" });
  await set(adminId, "role = 'member', status = 'disabled'");
  expect(await standing(adminId, deps)).toEqual({ role: "member", status: "disabled" });
  await set(adminId, "deleted_at = now()");
  expect(await standing(adminId, deps)).toBeNull();
  expect([await standing("mem_x", deps), await standing(7, deps)]).toEqual([null, null]);
});
