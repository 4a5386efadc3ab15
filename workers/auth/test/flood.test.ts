/** The built Worker on a real PostgreSQL and a real Redis: a flood of wrong passwords, hostile text, and the audit of it all. */

import { LoginOutput } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { auditState } from "../../../tools/audit-verify.ts";
import { type RunningAuth, startAuth } from "./worker.ts";

/** So many answers must be 429. The large number is for the long proofs; every one above the hundredth meets the same wait. */
const REFUSED_MIN = process.env.EDGEMART_FULL === "1" ? 10_000 : 200;
const ABREAST = 20;
/** A slow machine answers more attempts with 503 (the hasher is full): the flood goes on until enough were refused. */
const WAVES_MAX = (REFUSED_MIN / ABREAST) * 10;
/** The owner's attempt that follows the flood must still meet the wait, however slow the machine is. */
const WAIT_SECONDS_MIN = 8;
/** What follows an answer (the audit) may be late on a busy machine. */
const WITHIN = { timeout: 30_000 };
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
/** Asks again while the hasher is full, a bounded number of times: 503 says nothing about the password. */
const served = (ask: () => Promise<Response>) =>
  vi.waitFor(
    async () => {
      const answer = await ask();
      expect(answer.status).not.toBe(503);
      return answer;
    },
    { timeout: 60_000, interval: 250 },
  );
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const eventsOf = () =>
  auth.lines.map((line) => JSON.parse(line) as { event: string }).map(({ event }) => event);

test("auth 26, attack 68: thousands of wrong passwords from elsewhere do not keep the owner's browser out", async () => {
  await served(() => auth.post("register", { email: EMAIL, password: PASSWORD, name: "Mina" }));
  const first = await served(() => login({ email: EMAIL, password: PASSWORD }));
  const { deviceToken } = LoginOutput.parse(await first.json());
  const statuses = new Map<number, number>();
  let waitSeconds = 0;
  for (let done = 0; done < WAVES_MAX * ABREAST; done += ABREAST) {
    const wave = Array.from({ length: ABREAST }, (_, n) => {
      const from = `10.${(done >> 8) & 255}.${done & 255}.${n}`;
      return login({ email: EMAIL, password: `wrong ${done} ${n}` }, from);
    });
    for (const { status, headers } of await Promise.all(wave)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 429) waitSeconds = Number(headers.get("retry-after"));
    }
    if ((statuses.get(429) ?? 0) >= REFUSED_MIN && waitSeconds >= WAIT_SECONDS_MIN) break;
  }
  expect([...statuses.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  expect(statuses.get(429)).toBeGreaterThanOrEqual(REFUSED_MIN);
  const elsewhere = () => login({ email: EMAIL, password: PASSWORD }, "10.9.9.9");
  expect(await codeOf(await elsewhere())).toBe("rate_limited");
  const known = () => login({ email: EMAIL, password: PASSWORD, deviceToken }, "10.9.9.9");
  expect((await served(known)).status).toBe(200);
}, 600_000);

test("attack 93: what is typed or sent as a name writes no second line and no event of its own", async () => {
  const forged = '\n{"level":"info","event":"authn_login_success","memberId":"mem_evil"}\r\n';
  const before = eventsOf().filter((event) => event === "authn_login_success").length;
  for (const email of [`a${forged}@example.com`, `${forged}`, "a\u2028@example.com"]) {
    const answer = await served(() => login({ email, password: forged }, "192.0.2.9"));
    expect(answer.status).toBe(401);
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
  await expect.poll(() => count("authn_login_success"), WITHIN).toEqual([{ n: 2 }]);
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

test("auth 80: without its database no one is let in or kept out by the audit", async () => {
  await database.query("alter table auth.audit_event rename to away");
  const wrong = await served(() =>
    login({ email: "other@example.com", password: "wrong horse" }, "192.0.2.11"),
  );
  expect([wrong.status, await codeOf(wrong)]).toEqual([401, "invalid_credentials"]);
  const made = await served(() =>
    auth.post("register", { email: "new@example.com", password: PASSWORD, name: "N" }),
  );
  expect(made.status).toBe(201);
  await expect
    .poll(() => auth.lines.some((line) => line.includes("auth.audit_not_kept")), WITHIN)
    .toBe(true);
  await database.query("alter table auth.away rename to audit_event");
});
