import { describe, expect, test } from "vitest";
import { OPERATIONS } from "../own/operations.ts";
import { isCanonicalPath } from "./canonical-path.ts";
import { findRow } from "./find-row.ts";
import { ROWS } from "./rows.ts";

const find = (path: string, method = "GET") => findRow(path, method, ROWS);

describe("auth 4: one spelling of a path", () => {
  test.each([
    "/api/home",
    "/api/products/blue-cup_2.0~x",
    "/api/products/%EC%BB%B5",
    "/api/products/a%20b",
    "/",
  ])("%s is canonical", (path) => expect(isCanonicalPath(path)).toBe(true));

  test.each([
    ...["", "api/home", "//api/home", "/api//home", "/api/home/", "/./api", "/api/../api/home"],
    ...["/api/home;x", "/api/%6come", "/api/%68ome", "/api/%2e%2e/internal", "/api/a%2fb"],
    ...["/api/a%2Fb", "/api/a%5Cb", "/api/a%0a.css", "/api/a%00", "/api/a%3Bb", "/api/a%7f"],
    ...["/api/a%", "/api/a%zz", "/api/a\\b", '/api/a"b', "/api/a b", "/api/é"],
  ])("%s is not", (path) => {
    expect(isCanonicalPath(path)).toBe(false);
    expect(find(path)).toBeNull();
  });
});

describe("auth 68: the table is an allow-list", () => {
  test.each([
    ...["/internal/credentials", "/__admin", "/api", "/api/homeless", "/api/members-x", "/"],
    ...["/API/home", "/api/Home", "/api/internal", "/credentials", "/api/idempotency/x"],
  ])("%s is nothing", (path) => expect(find(path)).toBeNull());

  test.each(ROWS.flatMap((row) => row.methods.map((method) => [method, row] as const)))(
    "%s $prefix and what is below it finds a row of that prefix",
    (method, row) => {
      const owned = ROWS.some((other) => other.exact && other.prefix === row.prefix);
      const at = row.exact || !owned ? [row.prefix] : [];
      const below = row.exact ? [] : [`${row.prefix}/x1`];
      for (const path of [...at, ...below]) {
        expect(find(path, method)).toEqual({ row });
      }
    },
  );
});

describe("gateway: 405 names what the address takes", () => {
  test("a row for the path alone keeps the rows below it away", () => {
    expect(find("/api/members", "PUT")).toEqual({ allow: ["GET", "HEAD", "POST"] });
    expect(find("/api/members", "POST")).toMatchObject({ row: { access: "admin" } });
    expect(find("/api/members/x1/addresses", "POST")).toMatchObject({
      row: { access: "member" },
    });
  });

  test("a broader row adds no method to a narrower one", () => {
    expect(find("/api/members/me", "POST")).toEqual({ allow: ["GET", "HEAD"] });
    expect(find("/api/auth/sessions", "POST")).toEqual({ allow: ["GET", "HEAD", "DELETE"] });
  });

  test.each(["TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", ""])(
    "%s is never taken",
    (method) => {
      for (const row of ROWS) expect(find(row.prefix, method)).toHaveProperty("allow");
    },
  );
});

describe("gateway: documents and table agree", () => {
  test.each(OPERATIONS.map((each) => [each.method.toUpperCase(), each.path, each] as const))(
    "%s %s has a row of its access and its key",
    (method, path, operation) => {
      const found = find(path.replaceAll(/\{\w+\}/g, "x1"), method);
      if (!found || !("row" in found)) throw new Error("no row");
      const access = {
        none: "public",
        service: "public",
        optional: "optional",
        bearer: "member",
        // The operator's token opens addresses of the gateway's own only.
        operator: "none",
        "operator-optional": "none",
      }[operation.credential];
      // Rights below a row (an administrator's list) are the Worker's own to check.
      const { row } = found;
      // Auth judges every credential of its own rows itself.
      const ways = operation.right === "admin" ? ["member", "admin"] : [access];
      expect(row.to === "AUTH" ? ["public"] : ways).toContain(row.access);
      const keyed = row.idempotency.methods.includes(method);
      if (operation.idempotency) expect(keyed).toBe(true);
    },
  );
});
