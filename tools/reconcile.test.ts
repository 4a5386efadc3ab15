/** The comparison of books from a terminal: signs in, goes on from where an answer ended, and says each day. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { compareDays } from "./reconcile.ts";

let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

interface Seen {
  path: string;
  authorization: string | undefined;
  hasKey: boolean;
  body: unknown;
}

/** A door that gives these answers one after the other, after a sign-in. */
async function door(answers: { status: number; body: object }[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, "idempotency-key": key } = request.headers;
    const path = request.url ?? "";
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    seen.push({ path, authorization, hasKey: key !== undefined, body });
    const signedIn = { status: 200, body: { accessToken: "t1" } };
    const answer = path === "/api/auth/login" ? signedIn : (answers.shift() ?? signedIn);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => new Promise((resolve) => server.close(() => resolve()));
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
const admin = { serviceKey: "key", email: "a@example.com", password: "secret password" };
const day = (name: string, isComplete = true) => ({
  ...{ day: name, isComplete, transactions: 3, looked: 1, differences: 0 },
});

test("payments 37: goes on from the day that an answer names, each request under a key of its own", async () => {
  const { api, seen } = await door([
    { status: 200, body: { days: [day("2026-11-01")], next: "2026-11-02" } },
    { status: 200, body: { days: [day("2026-11-02"), day("2026-11-03", false)], next: null } },
  ]);
  const lines: string[] = [];
  const days = { from: "2026-11-01", to: "2026-11-03" };
  expect(await compareDays({ api, ...admin, ...days }, (line) => lines.push(line))).toBe(false);
  expect(lines).toEqual([
    "2026-11-01: 3 movements, 1 looked up, 0 new differences",
    "2026-11-02: 3 movements, 1 looked up, 0 new differences",
    "2026-11-03: 3 movements, 1 looked up, 0 new differences, not listed in full",
  ]);
  const [login, ...asked] = seen;
  expect(login).toMatchObject({
    path: "/api/auth/login",
    authorization: "Basic key",
    body: { email: admin.email, password: admin.password },
  });
  const address = {
    path: "/api/admin/payments/reconcile",
    authorization: "Bearer t1",
    hasKey: true,
  };
  expect(asked).toEqual([
    { ...address, body: days },
    { ...address, body: { ...days, from: "2026-11-02" } },
  ]);
});

test("a refusal ends it with its code", async () => {
  const { api } = await door([{ status: 403, body: { code: "forbidden" } }]);
  const days = { from: "2026-11-01", to: "2026-11-01" };
  await expect(compareDays({ api, ...admin, ...days }, () => undefined)).rejects.toThrow(
    "/api/admin/payments/reconcile answered forbidden",
  );
});
