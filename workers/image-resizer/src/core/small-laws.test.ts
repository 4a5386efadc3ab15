/** What is asked of every picture: its format, its source, its age, what is remembered of a failure. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { ImageFormat } from "@edgemart/contracts/images";
import { describe, expect, test } from "vitest";
import { type Answer, cacheControl, isFresh } from "./answer.ts";
import { decoderOf, encoderOf } from "./codec-names.ts";
import { failureKey, negativeMs } from "./failures.ts";
import { Leases } from "./leases.ts";
import { LIMITS } from "./limits.ts";
import { negotiateFormat } from "./negotiate.ts";
import { isAddressLiteral, parseSource } from "./source.ts";

describe("images 23: the format", () => {
  const POLICIES = ["off", "asked", "auto"] as const;

  test("that is named is made, but AVIF only where it may be written", () => {
    for (const format of ImageFormat.options.filter((one) => one !== "auto")) {
      const made = POLICIES.map((policy) => negotiateFormat(format, "image/avif", policy));
      expect(made).toEqual([format === "avif" ? "webp" : format, format, format]);
    }
  });

  test("of auto is the best one that the client names, and never one it refuses", () => {
    const best = (accept: string | null | undefined) =>
      POLICIES.map((policy) => negotiateFormat("auto", accept, policy)).join(" ");
    expect(best("image/avif,image/webp")).toBe("webp webp avif");
    expect(best("IMAGE/WebP , image/AVIF")).toBe("webp webp avif");
    expect(best("image/webp")).toBe("webp webp webp");
    for (const none of [null, undefined, "", "image/*", "image/webpx", "ximage/webp"]) {
      expect([none, best(none)]).toEqual([none, "auto auto auto"]);
    }
  });

  test.each([
    ["image/webp; q=0", "auto"],
    ["image/webp;q=0.", "auto"],
    ["image/webp;q=0.0", "auto"],
    ["image/webp;q=0.000", "auto"],
    ["image/webp; level=1 ;q=0", "auto"],
    ["image/webp;q=0.001", "webp"],
    ["image/webp;q=0.01", "webp"],
    ["image/webp;q=1", "webp"],
    ["image/webp;xq=0", "webp"],
    ["image/webp ;q=0.5", "webp"],
  ])("%s: %s", (accept, format) => expect(negotiateFormat("auto", accept, "off")).toBe(format));
});

describe("images 40, 41: a source", () => {
  const rules = (...hosts: string[]) => ({ hosts, ownHost: "cdn.example" });
  const HOST = "images.example.com";

  test("may be as long as its limit", () => {
    const long = `https://${HOST}/`.padEnd(LIMITS.sourceUrlCharsMax, "a");
    expect(parseSource(long, rules(HOST)).ok).toBe(true);
    expect(parseSource(`${long}a`, rules(HOST)).ok).toBe(false);
  });

  test("names no user and no password, one without the other either", () => {
    for (const who of ["user@", ":pass@", "user:pass@"]) {
      expect([who, parseSource(`https://${who}${HOST}/a`, rules(HOST)).ok]).toEqual([who, false]);
    }
  });

  test("is no address in digits, and no name without a dot", () => {
    for (const literal of ["127.0.0.1", "10.200.30.4", "[::1]", "localhost", "[a.b]"]) {
      expect([literal, isAddressLiteral(literal)]).toEqual([literal, true]);
    }
    for (const name of ["a.1.2.3.4", "1.2.3.4.example", "1.2.3", "1.2.3.4.5", "a.b", "a.b["]) {
      expect([name, isAddressLiteral(name)]).toEqual([name, false]);
    }
  });
});

describe("how long an answer is good", () => {
  const made = (madeAt: number): Answer => ({
    ...{ body: new Uint8Array(), length: 0, type: "image/webp", etag: '"e"' },
    madeAt,
  });
  const DAY_MS = 86_400_000;

  test("a day, or a year where the address names its content; not a millisecond longer", () => {
    const fresh = (immutable: boolean, age: number) => isFresh(made(7), immutable, 7 + age);
    expect([fresh(false, DAY_MS - 1), fresh(false, DAY_MS)]).toEqual([true, false]);
    expect([fresh(true, 365 * DAY_MS - 1), fresh(true, 365 * DAY_MS)]).toEqual([true, false]);
  });

  test("is said to caches, without an end where the address has none", () => {
    expect(cacheControl(true)).toBe("public, max-age=31536000, immutable");
    expect(cacheControl(false)).toBe("public, max-age=86400, stale-while-revalidate=604800");
    expect(cacheControl(false, 0)).toBe("public, max-age=0");
  });
});

describe("a failure", () => {
  test("of a source is remembered for a minute, of an origin for five seconds, any other not at all", () => {
    const ms = (...codes: ErrorCode[]) => codes.map(negativeMs);
    expect(ms("image_not_found", "image_type_unsupported")).toEqual([60_000, 60_000]);
    expect(ms("image_unreadable", "image_too_large")).toEqual([60_000, 60_000]);
    expect(ms("image_origin_failed", "image_origin_timeout")).toEqual([5_000, 5_000]);
    expect(ms("rate_limited", "invalid_query")).toEqual([0, 0]);
  });

  test("is one of the source, unless the parameters had a part in it", () => {
    const failed = { ok: false, error: { code: "image_too_large" } } as const;
    expect(failureKey("d/abc/w=9", failed)).toBe("d/abc/");
    expect(failureKey("d/abc/w=9", { ...failed, isOfParameters: true })).toBe("d/abc/w=9");
  });
});

describe("codecs", () => {
  test("read and write by the one of their type; GIF and AVIF are read without one", () => {
    const types = ["jpeg", "png", "webp", "gif", "avif"] as const;
    expect(types.map((type) => decoderOf(`image/${type}`))).toEqual([
      ...["jpeg", "png", "webp-decoder"],
      ...[null, null],
    ]);
    const written = ["image/jpeg", "image/png", "image/webp"] as const;
    expect(written.map(encoderOf)).toEqual(["jpeg", "png", "webp-encoder"]);
  });
});

describe("a budget", () => {
  test("is free again when a part is given back, and when one is over", () => {
    const budget = new Leases(10);
    const first = budget.take(6, 0, 100);
    expect([budget.take(5, 0, 100), budget.take(4, 0, 100)?.cost]).toEqual([null, 4]);
    if (!first) throw new Error("refused");
    budget.release(first);
    expect(budget.take(7, 1, 100)).toBeNull();
    expect(budget.take(6, 1, 100)?.expiresAt).toBe(101);
    expect(budget.take(4, 99, 100)).toBeNull();
    expect(budget.take(4, 100, 100)?.cost).toBe(4);
  });
});
