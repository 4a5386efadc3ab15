/** The built Worker on a real PostgreSQL and a real Redis: a flood of wrong passwords, hostile text, and the audit of it all. */

import { LoginOutput } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditState } from "../../../tools/audit-verify.ts";
import { startTestDatabase, type TestDatabase } from "../../../tools/seed-load/test-database.ts";
import { type RunningAuth, startAuth } from "./worker.ts";

/** The whole number is for the long proofs; every one above the hundredth meets the same wait. */
const WRONG = process.env.EDGEMART_FULL === "1" ? 10_000 : 400;
const ABREAST = 20;
const PASSWORD = "correct horse battery";
const EMAIL = "mina@example.com";
let auth: RunningAuth;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  auth = await startAuth({ DATABASE_URL: database.urlOf("auth"), LOGIN_FAILURES_MAX: 100 });
});
afterAll(async () => {
  await auth?.stop();
  await database?.stop();
});

function login(body: object, from = "203.0.113.7", agent = "test"): Promise<Response> {
  const headers = {
    ...{ "content-type": "application/json", authorization: auth.authorization },
    ...{ "x-internal-client-prefix": addressPrefix(from), "user-agent": agent },
  };
  return auth.post("login", {}, { headers, body: JSON.stringify(body) });
}
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const eventsOf = () =>
  auth.lines.map((line) => JSON.parse(line) as { event: string }).map(({ event }) => event);

test("auth 26, attack 68: thousands of wrong passwords from elsewhere do not keep the owner's browser out", async () => {
  await auth.post("register", { email: EMAIL, password: PASSWORD, name: "Mina" });
  const owner = LoginOutput.parse(await (await login({ email: EMAIL, password: PASSWORD })).json());
  const { deviceToken } = owner;
  const statuses = new Map<number, number>();
  for (let done = 0; done < WRONG; done += ABREAST) {
    const wave = Array.from({ length: ABREAST }, (_, n) => {
      const from = `10.${(done >> 8) & 255}.${done & 255}.${n}`;
      return login({ email: EMAIL, password: `wrong ${done} ${n}` }, from);
    });
    for (const { status } of await Promise.all(wave)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  expect([...statuses.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  expect(statuses.get(429)).toBeGreaterThan(WRONG / 2);
  expect(await codeOf(await login({ email: EMAIL, password: PASSWORD }, "10.9.9.9"))).toBe(
    "rate_limited",
  );
  const back = await login({ email: EMAIL, password: PASSWORD, deviceToken }, "10.9.9.9");
  expect(back.status).toBe(200);
}, 600_000);

test("attack 93: what is typed or sent as a name writes no second line and no event of its own", async () => {
  const forged = '\n{"level":"info","event":"authn_login_success","memberId":"mem_evil"}\r\n';
  const before = eventsOf().filter((event) => event === "authn_login_success").length;
  for (const email of [`a${forged}@example.com`, `${forged}`, "a\u2028@example.com"]) {
    expect((await login({ email, password: forged }, "192.0.2.9")).status).toBe(401);
  }
  const agent = '{"event":"authn_login_success"}%0a%0d\\n';
  expect(
    (await login({ email: EMAIL, password: "wrong" }, "192.0.2.10", agent)).status,
  ).toBeGreaterThan(400);
  for (const line of auth.lines) expect(() => JSON.parse(line)).not.toThrow();
  expect(eventsOf().filter((event) => event === "authn_login_success")).toHaveLength(before);
  expect(auth.lines.join("")).not.toContain("mem_evil");
});

test("auth 80: what happened is in the audit, sealed by the clock, and holds nothing secret", async () => {
  const count = (event: string) =>
    database.query<{ n: number }>("select count(*)::int n from auth.audit_event where event = $1", [
      event,
    ]);
  await expect.poll(() => count("authn_login_success"), { timeout: 5_000 }).toEqual([{ n: 2 }]);
  expect((await count("authn_login_successafterfail"))[0]?.n).toBeLessThanOrEqual(1);
  expect((await count("user_created"))[0]?.n).toBe(1);
  expect((await count("authn_login_fail"))[0]?.n).toBeGreaterThan(0);
  const [{ text = "" } = {}] = await database.query<{ text: string }>(
    "select string_agg(e::text, ' ') as text from auth.audit_event e",
  );
  expect(text).not.toMatch(/horse|eyJ|r1\.ses|d1\.|Basic|mina|@|\$2b\$|wrong/);
  await database.query("update auth.audit_event set at = at - interval '2 minutes'");
  expect(await auth.strike()).toMatch(/^\[cron\] auth .*: ok /);
  const { breaches, head, open, seals } = await auditState(database.adminUrl);
  expect([breaches, open, seals]).toEqual([[], 0, 1]);
  expect(auth.lines.some((line) => line.includes("auth.audit_sealed") && line.includes(head))).toBe(
    true,
  );
});

test("auth 80: without its database nobody is let in or kept out by the audit", async () => {
  await database.query("alter table auth.audit_event rename to away");
  const wrong = await login({ email: "other@example.com", password: "wrong horse" }, "192.0.2.11");
  expect([wrong.status, await codeOf(wrong)]).toEqual([401, "invalid_credentials"]);
  const made = await auth.post("register", {
    email: "new@example.com",
    password: PASSWORD,
    name: "N",
  });
  expect(made.status).toBe(201);
  await expect
    .poll(() => auth.lines.some((line) => line.includes("auth.audit_not_kept")), { timeout: 5_000 })
    .toBe(true);
  await database.query("alter table auth.away rename to audit_event");
});
