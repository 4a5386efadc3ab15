import { operationsIn } from "@edgemart/contracts/operation";
import { describe, expect, test } from "vitest";
import { OPERATIONS } from "../own/operations.ts";
import { isCanonicalPath } from "./canonical-path.ts";
import { findRow, layOut } from "./find-row.ts";
import type { Row } from "./row.ts";
import { LAYOUT, ROWS } from "./rows.ts";
import { BINDINGS, WORKERS } from "./workers.ts";

const find = (path: string, method = "GET") => findRow(path, method, LAYOUT);

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

  test.each(ROWS.flatMap((row) => row.methods.map((method) => [method, row.path, row] as const)))(
    "%s %s finds its row, and nothing is below it but what has a row of its own",
    (method, path, row) => {
      const at = placeOf(path);
      expect(find(at, method)).toEqual({ row });
      const below = `${at}/x1/x1/x1`;
      expect(find(below, method)).toBeNull();
    },
  );
});

describe("gateway: the most specific template owns a path", () => {
  const row = (path: string, ...methods: string[]): Row => ({
    ...(ROWS[0] ?? raise("no row")),
    path,
    methods,
  });
  const layout = layOut([
    row("/a/{id}", "GET"),
    row("/a/{name}", "PUT"),
    row("/a/own", "GET"),
    row("/a/{id}/b", "POST"),
    row("/a/own/c", "GET"),
    row("/a/{id}/{other}", "DELETE"),
  ]);

  test.each([
    ["/a/own", "GET", "/a/own"],
    ["/a/x", "GET", "/a/{id}"],
    ["/a/x", "PUT", "/a/{name}"],
    ["/a/own/c", "GET", "/a/own/c"],
    ["/a/own/b", "POST", "/a/{id}/b"],
    ["/a/own/x", "DELETE", "/a/{id}/{other}"],
    ["/a/x/b", "POST", "/a/{id}/b"],
  ])("%s %s is of %s", (path, method, template) => {
    expect(findRow(path, method, layout)).toMatchObject({ row: { path: template } });
  });

  test.each(["/a/%78", "/a/..", "/a/x;y", "/a/x%2fb", "/a/%6fwn", "/a//b"])(
    "auth 4: %s is of none, though a parameter would take it",
    (path) => {
      for (const method of ["GET", "POST", "DELETE"]) {
        expect(findRow(path, method, layout)).toBeNull();
      }
    },
  );

  test.each([
    ["/a/own", "PUT", ["GET"]],
    ["/a/x", "POST", ["GET", "PUT"]],
    ["/a/x/b", "DELETE", ["POST"]],
  ])("%s %s is refused with what its template takes", (path, method, allow) => {
    expect(findRow(path, method, layout)).toEqual({ allow });
  });

  test.each(["/a", "/a/x/b/c", "/a/own/c/d", "/b", "/"])("%s is of none", (path) => {
    expect(findRow(path, "GET", layout)).toBeNull();
  });
});

describe("gateway: 405 names what the address takes", () => {
  test("of one path, whatever lies below it", () => {
    expect(find("/api/members", "PUT")).toEqual({ allow: ["GET", "HEAD", "POST"] });
    expect(find("/api/members", "POST")).toMatchObject({ row: { access: "admin" } });
    expect(find("/api/members/x1/addresses", "POST")).toMatchObject({
      row: { access: "member" },
    });
  });

  test("a broader row adds no method to a narrower one", () => {
    expect(find("/api/members/me", "POST")).toEqual({ allow: ["GET", "HEAD"] });
    expect(find("/api/auth/sessions", "POST")).toEqual({ allow: ["GET", "HEAD"] });
    expect(find("/api/auth/sessions/x1", "POST")).toEqual({ allow: ["DELETE"] });
  });

  test.each(["TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", ""])(
    "%s is never taken",
    (method) => {
      for (const { path } of ROWS) expect(find(placeOf(path), method)).toHaveProperty("allow");
    },
  );
});

describe("gateway: contracts and table agree", () => {
  const operations = BINDINGS.flatMap((to) =>
    operationsIn(WORKERS[to].groups).map((operation) => ({ to, ...operation })),
  );
  const ACCESS: Record<string, Row["access"]> = {
    none: "public",
    service: "public",
    optional: "optional",
    bearer: "member",
  };

  test("the document has every operation, and no row is without one but health", () => {
    expect(OPERATIONS).toHaveLength(operations.length);
    const health = Object.values(WORKERS).filter((worker) => worker.health !== undefined);
    expect(ROWS).toHaveLength(operations.length + health.length);
  });

  test.each(operations)("$method $path has a row of its access and its key", (operation) => {
    const method = operation.method.toUpperCase();
    const found = find(placeOf(operation.path), method);
    if (!found || !("row" in found)) throw new Error("no row");
    const { row } = found;
    expect([row.to, row.path]).toEqual([operation.to, operation.path]);
    // Auth judges every credential of its own operations itself.
    const access = operation.right === "admin" ? "admin" : ACCESS[operation.credential];
    expect(row.access).toBe(row.to === "AUTH" ? "public" : access);
    const keyed = row.idempotency.methods.includes(method);
    if (operation.idempotency) expect(keyed).toBe(true);
    // Forwarded: the Worker behind demands it, and keeps it with its own effect.
    const demanded = row.idempotency.use === "forward" ? "forward" : "required";
    if (operation.idempotency === "required") expect(row.idempotency.use).toBe(demanded);
  });
});

function placeOf(path: string): string {
  return path.replaceAll(/\{\w+\}/g, "x1");
}

function raise(reason: string): never {
  throw new Error(reason);
}
