/** RFC 9110 §9.3.7, §15.5.6: an address that exists is never "not found" because of the method; OPTIONS says what it takes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OWN_ADDRESSES } from "../src/own/own-addresses.ts";
import { ROWS } from "../src/table/rows.ts";
import { placeOf, raw } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway, SHOP, type World } from "./world.ts";

let redis: RedisDoor;
let world: World;
beforeAll(async () => {
  redis = await openRedisDoor();
  world = await raiseGateway({ redisUrl: redis.url, jwks: (await makeMinter()).jwks });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});

const ORDINARY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
/** Methods the runtime knows and no address takes. */
const FOREIGN = [
  ...["PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT"],
  ...["PURGE", "MERGE", "NOTIFY", "SUBSCRIBE", "TRACE", "QUERY", "ACL"],
];
const own = OWN_ADDRESSES.map((path) =>
  path.replace(":file", "start.js").replace(":code", "not_found").replace(":key", "a%3Bb"),
);
const rows = [...new Set(ROWS.map(({ path }) => path))];
const ask = async (method: string, path: string, more = "") => {
  const request = `${method} ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n${more}\r\n`;
  const { status, text } = await raw(world.port, request);
  const allow = /^allow: (.*?)\r$/im.exec(text)?.[1]?.split(", ") ?? [];
  return { status, allow, code: /"code":"(\w+)"/.exec(text)?.[1] };
};

describe("every address, with every method it does not take", () => {
  test.each(own)("own %s: 405 with GET and HEAD", async (path) => {
    for (const method of [...ORDINARY.slice(2), ...FOREIGN]) {
      const answer = await ask(method, path);
      expect([method, answer]).toEqual([
        method,
        { status: 405, allow: ["GET", "HEAD"], code: "method_not_allowed" },
      ]);
    }
    expect(await ask("OPTIONS", path)).toMatchObject({
      status: 204,
      allow: ["GET", "HEAD", "OPTIONS"],
    });
  });

  test.each(rows)("%s: 405 with what its rows take", async (template) => {
    const path = placeOf({ path: template });
    const taken = new Set(
      ROWS.filter((row) => row.path === template).flatMap(({ methods }) => methods),
    );
    const wrong = ORDINARY.filter((method) => !taken.has(method));
    for (const method of [...wrong, ...FOREIGN]) {
      const answer = await ask(method, path);
      expect([method, answer.status]).toEqual([method, 405]);
      expect(new Set(answer.allow)).toEqual(taken);
    }
    const options = await ask("OPTIONS", path);
    expect([options.status, new Set(options.allow)]).toEqual([204, new Set([...taken, "OPTIONS"])]);
  });

  test.each([
    "/nothing",
    "/docs/nothing",
    "/api/nothing",
    "/api/idempotency",
    "//health",
    "/health/x",
  ])("%s is unknown: 404 whatever the method", async (path) => {
    for (const method of [...ORDINARY.filter((each) => each !== "HEAD"), "OPTIONS", ...FOREIGN]) {
      expect([method, await ask(method, path)]).toEqual([
        method,
        { status: 404, allow: [], code: "not_found" },
      ]);
    }
  });

  test("a preflight of a shop's page is still answered by CORS", async () => {
    const more = `Origin: ${SHOP}\r\nAccess-Control-Request-Method: GET\r\n`;
    for (const path of [...own, ...rows.map((path) => placeOf({ path }))]) {
      expect((await ask("OPTIONS", path, more)).status).toBe(204);
    }
  });
});

describe("RFC 9457 §3.1.5: instance is a URI reference", () => {
  test.each([
    ["/api/homes/%EC%BB%B5", "/api/homes/%EC%BB%B5"],
    ["/api/homes/a%20b%25c", "/api/homes/a%20b%25c"],
    ["/api/homes/a|b", "/api/homes/a%7Cb"],
    ["/api/homes/%zz", "/api/homes/%25zz"],
    ["/api/homes/[a]", "/api/homes/%5Ba%5D"],
    ["//evil.example/x", "/.//evil.example/x"],
    ["/api/homes/%2e%2f", "/api/homes/%2e%2f"],
  ])("%s is named %s", async (path, instance) => {
    const request = `GET ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`;
    const { text } = await raw(world.port, request);
    const problem = JSON.parse(text.slice(text.indexOf('{"type"'), text.lastIndexOf("}") + 1));
    expect(problem.instance).toBe(instance);
    // It resolves to the path that was asked, at this host.
    const resolved = new URL(problem.instance, "http://gateway");
    expect([resolved.host, /[^\x21-\x7e]/.test(problem.instance)]).toEqual(["gateway", false]);
  });
});
