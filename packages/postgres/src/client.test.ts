import { neonConfig } from "@neondatabase/serverless";
import { expect, test } from "vitest";
import { connectPostgres } from "./client.ts";

/** Where a statement is sent for a database of this host. */
function endpointOf(host: string): string {
  const { fetchEndpoint } = neonConfig;
  return typeof fetchEndpoint === "function"
    ? fetchEndpoint(host, 5433, { jwtAuth: false })
    : fetchEndpoint;
}

test.each(["127.0.0.1", "localhost"])("a database on %s is asked at its own port", (host) => {
  expect(endpointOf(host)).toBe(`http://${host}:5433/sql`);
});

test.each(["ep-1.ap-1.aws.neon.tech", "10.0.0.1", "localhost.example"])(
  "a database on %s is asked as Neon's driver says: encrypted",
  (host) => expect(endpointOf(host)).toMatch(/^https:\/\/[^/]+\/sql$/),
);

test("one address and one budget are one client", () => {
  const url = "postgres://role:password@127.0.0.1:5433/shop";
  const budget = { firstMs: 100, laterMs: 50 };
  expect(connectPostgres(url, { ...budget })).toBe(connectPostgres(url, budget));
  expect(connectPostgres(url, { ...budget, laterMs: 60 })).not.toBe(connectPostgres(url, budget));
  expect(connectPostgres(`${url}2`, budget)).not.toBe(connectPostgres(url, budget));
});
