import { describe, expect, test } from "vitest";
import type { CachePolicy } from "../table/policy.ts";
import { directivesOf, freshnessOf, keptAs } from "./policy.ts";

const POLICY: CachePolicy = {
  freshSeconds: 60,
  staleSeconds: 300,
  staleIfErrorSeconds: 3_600,
  generation: "catalog",
};
const response = (headers: Record<string, string>, status = 200) =>
  new Response("x", { status, headers: { "cache-control": "public", ...headers } });
const lives = (headers: Record<string, string>, status?: number) => {
  const found = freshnessOf(response(headers, status), POLICY, 0);
  return found && [found.freshUntilMs, found.staleUntilMs, found.errorUntilMs];
};

describe("gateway 42: what may be kept", () => {
  test("a public answer is fresh, then stale, then better than an error, as its row says", () => {
    expect(lives({})).toEqual([60_000, 360_000, 3_960_000]);
    expect(lives({ "cache-control": "public, max-age=0, must-revalidate" })).toEqual(lives({}));
  });

  test.each<[string, Record<string, string>, number?]>([
    ["without its author's word", { "cache-control": "max-age=60" }],
    ["no-store", { "cache-control": "public, no-store" }],
    ["private", { "cache-control": "public, private" }],
    ["private for one field", { "cache-control": 'public, private="x-a"' }],
    ["no-cache", { "cache-control": "public, No-Cache" }],
    ["s-maxage 0", { "cache-control": "s-maxage=0" }],
    ["a broken s-maxage", { "cache-control": "s-maxage=soon" }],
    ["a cookie", { "set-cookie": "a=b" }],
    ["a packed body", { "content-encoding": "gzip" }],
    ["Vary on a language", { vary: "Accept-Encoding, Accept-Language" }],
    ["Vary on everything", { vary: "*" }],
    ["an error", {}, 500],
    ["a redirect", {}, 302],
    ["nothing found", {}, 404],
    ["a part", {}, 206],
  ])("not %s", (_name, headers, status) => {
    expect(lives(headers, status)).toBeNull();
  });

  test("differences that this door makes itself are no reason, in any spelling of the list", () => {
    for (const vary of [
      ...["origin", "Accept-Encoding", "AUTHORIZATION", "", ","],
      ...["origin,accept-encoding", "Origin , Authorization", "origin  ,  accept-encoding,"],
    ]) {
      expect([vary, lives({ vary })]).toEqual([vary, lives({})]);
    }
    for (const vary of ["cookie", "origin, cookie", "origin ,cookie", "accept-encoding-x"]) {
      expect([vary, lives({ vary })]).toEqual([vary, null]);
    }
  });

  test("s-maxage shortens, never lengthens, and ends what is stale", () => {
    expect(lives({ "cache-control": "s-maxage=10" })).toEqual([10_000, 10_000, 10_000]);
    expect(lives({ "cache-control": "s-maxage=999" })).toEqual([60_000, 60_000, 60_000]);
    expect(lives({ "cache-control": "public, proxy-revalidate" })).toEqual([
      60_000, 60_000, 60_000,
    ]);
  });

  test("directives are read in any case, quoted or not", () => {
    expect([...directivesOf('Max-Age="5", s-maxage=7 ,private="a, b",public')]).toEqual([
      ["max-age", "5"],
      ["s-maxage", "7"],
      ["private", "a, b"],
      ["public", ""],
    ]);
    expect([...directivesOf("s-maxage = 7, x=")]).toEqual([
      ["s-maxage", "7"],
      ["x", ""],
    ]);
    expect([...directivesOf(null)]).toEqual([]);
  });
});

describe("row 6: under which generation an answer is kept", () => {
  const kept = { freshUntilMs: 60_005, staleUntilMs: 360_005, errorUntilMs: 3_960_005 };
  const keep = (answer: Response, policy: CachePolicy | null, generation: string | null) =>
    keptAs(answer, policy, generation, 5);

  test("under the current one, when its Worker names that one or none", () => {
    expect(keep(response({}), POLICY, "7")).toEqual({ ...kept, generation: "7" });
    const named = response({ "x-catalog-generation": "7" });
    expect(keep(named, POLICY, "7")).toEqual({ ...kept, generation: "7" });
  });

  test("not at all when it is of another, when none is known, or when its row keeps nothing", () => {
    expect(keep(response({ "x-catalog-generation": "6" }), POLICY, "7")).toBeNull();
    expect(keep(response({}), POLICY, null)).toBeNull();
    expect(keep(response({}), null, "7")).toBeNull();
    expect(keep(response({}, 404), POLICY, "7")).toBeNull();
  });
});
