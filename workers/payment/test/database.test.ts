/** What the database itself refuses, asked as the Worker's own role; and what a sealed text opens for. */
import { createHash } from "node:crypto";
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLE_PASSWORD } from "../../../tests/stores/migrated-cluster.ts";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { aesSealer } from "../src/adapters/sealer.aes.ts";

let database: TestDatabase;
let role: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  const url = new URL(database.adminUrl);
  url.username = "edgemart_payment";
  url.password = ROLE_PASSWORD;
  role = new pg.Pool({ connectionString: url.href, max: 1 });
  role.on("error", () => undefined);
}, 60_000);
afterAll(async () => {
  await role?.end();
  await database?.stop();
});

/** SQLSTATE and constraint of a refusal; null when it was done. */
async function refusal(text: string, values: unknown[] = []): Promise<string | null> {
  return role.query(text, values).then(
    () => null,
    (error: { code: string; constraint?: string }) => error.constraint ?? error.code,
  );
}

const INSERT = `insert into payment.payment (id, purpose, reference, member_id, attempt, currency, total_minor, card_minor,
  point_amount, state, gateway, instrument, ready_until)`;

async function opened(more: { state?: string; reference?: string } = {}): Promise<string> {
  const id = newId("payment");
  await role.query(
    `with p as (${INSERT} values ($1, 'order', $2, null, 1, 'KRW', 1000, 1000, 0, 'READY', 'simulator', '{"kind":"card"}',
                                  now() + interval '20 minutes') returning id)
     insert into payment.payment_event (payment_id, version, name) select id, 1, 'opened' from p`,
    [id, more.reference ?? newId("order")],
  );
  if (more.state) {
    await database.query(
      `set session_replication_role = replica; update payment.payment set state = '${more.state}', paid_at = ${more.state === "PAID" ? "now()" : "null"} where id = '${id}';
       reset session_replication_role`,
    );
  }
  return id;
}
/** A change of the state, with its event and its version unless stated otherwise. */
const move = (id: string, set: string, event = "(select version from p)") => `
  with p as (update payment.payment set ${set} where id = '${id}' returning id, version)
  insert into payment.payment_event (payment_id, version, name) select p.id, ${event}, 'test' from p`;

describe("payments 8, 9: the triggers refuse", () => {
  test("a move that is not in the table", async () => {
    for (const [from, to] of [
      ["READY", "AWAITING_DEPOSIT"],
      ["PAID", "READY"],
      ["FAILED", "PAID"],
      ["EXPIRED", "READY"],
      ["VOIDED", "PAID"],
    ]) {
      const id = await opened({ state: from ?? "" });
      expect(await refusal(move(id, `state = '${to}', version = version + 1`))).toBe(
        "payment_moves_by_the_table",
      );
    }
  });

  test("a forgotten version, one that jumps, and one without its event", async () => {
    const id = await opened();
    expect(await refusal(move(id, "state = 'EXPIRED'", "7"))).toBe("payment_version_counts");
    expect(await refusal(move(id, "failure = 'declined'", "7"))).toBe("payment_version_counts");
    expect(await refusal(move(id, "state = 'EXPIRED', version = version + 2"))).toBe(
      "payment_version_counts",
    );
    expect(
      await refusal(`update payment.payment set state = 'EXPIRED', version = 2 where id = '${id}'`),
    ).toBe("payment_event_for_each_version");
    expect(await refusal(move(id, "state = 'EXPIRED', version = version + 1"))).toBeNull();
  });

  test("other terms: whose, what for, how much", async () => {
    const id = await opened();
    for (const set of [
      "total_minor = 1, card_minor = 1",
      "reference = 'ord_x'",
      "member_id = 'mem_x'",
      "attempt = 2",
      "gateway = 'toss'",
    ]) {
      expect(await refusal(move(id, `${set}, version = version + 1`))).toBe(
        "payment_terms_are_fixed",
      );
    }
  });

  test("a payment that begins anywhere else than READY", async () => {
    const values = `values ('${newId("payment")}', 'order', '${newId("order")}', null, 1, 'KRW', 1000, 1000, 0, 'PAID', 'simulator', '{}', now())`;
    expect(await refusal(`${INSERT} ${values}`)).toBe("payment_begins_ready");
  });

  test("a second open attempt and a second paid one of a reference", async () => {
    const reference = newId("order");
    await opened({ reference });
    const second = `values ('${newId("payment")}', 'order', '${reference}', null, 2, 'KRW', 1000, 1000, 0, 'READY', 'simulator', '{}', now())`;
    expect(await refusal(`${INSERT} ${second}`)).toBe("payment_one_open");
  });

  test.each([
    ["parts that are not the total", "null, 1, 'KRW', 1000, 900, 0", "payment_parts_are_the_total"],
    ["points of a guest", "null, 1, 'KRW', 1000, 900, 100", "payment_points_of_a_member"],
    ["points in dollars", "'mem_x', 1, 'USD', 1000, 900, 100", "payment_points_of_a_member"],
    ["a negative part", "'mem_x', 1, 'KRW', 1000, 1100, -100", "payment_parts_are_the_total"],
  ])("%s", async (_name, columns, constraint) => {
    const values = `values ('${newId("payment")}', 'order', '${newId("order")}', ${columns}, 'READY', 'simulator', '{}', now())`;
    expect(await refusal(`${INSERT} ${values}`)).toBe(constraint);
  });

  test("a purpose whose reference is another's", async () => {
    const values = `values ('${newId("payment")}', 'reservation', '${newId("order")}', null, 1, 'KRW', 1000, 1000, 0, 'READY', 'simulator', '{}', now())`;
    expect(await refusal(`${INSERT} ${values}`)).toBe("payment_reference_of_its_purpose");
  });

  test("more refunded than was paid", async () => {
    const id = await opened();
    expect(await refusal(move(id, "refunded_card = 1001, version = version + 1"))).toBe(
      "payment_refunds_within_card",
    );
    expect(await refusal(move(id, "refunding_points = 1, version = version + 1"))).toBe(
      "payment_refunds_within_points",
    );
  });

  test.each([
    "delete from payment.payment",
    "delete from payment.refund",
    "update payment.payment_event set name = 'x'",
    "delete from payment.payment_event",
    "update payment.gateway_call set ms = 0",
    "delete from payment.gateway_call",
    "delete from payment.audit_event",
    "insert into payment.transition values ('payment', 'PAID', 'READY')",
    "delete from payment.transition",
    "truncate payment.payment",
    "alter table payment.payment disable trigger all",
    "select * from member.member",
  ])("the role's %s", async (statement) => {
    expect(await refusal(statement)).toBe("42501");
  });
});

describe("payments 9: what is sealed", () => {
  const sealer = aesSealer("s".repeat(43));

  test("opens for its own row and under its own secret, and for no other", async () => {
    const sealed = await sealer.seal("110123456789", "rfd_1");
    expect(await sealer.open(sealed, "rfd_1")).toBe("110123456789");
    expect(await sealer.open(sealed, "rfd_2")).toBeNull();
    expect(await aesSealer("t".repeat(43)).open(sealed, "rfd_1")).toBeNull();
    for (const broken of ["", ".", "x", sealed.slice(1), `${sealed}A`]) {
      expect(await sealer.open(broken, "rfd_1")).toBeNull();
    }
  });

  test("shows nothing of its text, and is another each time", async () => {
    const [one, two] = await Promise.all([
      sealer.seal("110123456789", "r"),
      sealer.seal("110123456789", "r"),
    ]);
    expect(one).not.toBe(two);
    expect(one).not.toContain(Buffer.from("110123456789").toString("base64url"));
    expect(one).not.toContain(createHash("sha256").update("110123456789").digest("base64url"));
  });
});
