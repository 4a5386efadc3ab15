/** Which passwords are too common, how one is kept, and what a stored hash of any kind is asked. */
import { normalizePassword, PASSWORD_BYTES_MAX } from "@edgemart/contracts/password";
import { hashSync } from "bcryptjs";
import { describe, expect, test } from "vitest";
import { type BloomFilter, mayHold, put } from "./bloom-filter.ts";
import { isCommonPassword } from "./common-password.ts";
import { foldPassword } from "./folded-password.ts";
import { pepperedPassword, planPasswordCheck, storedPassword } from "./password-scheme.ts";

const secret = (fill: number) => new Uint8Array(32).fill(fill);

describe("decision 0011: the filter of common passwords", () => {
  const empty = (bits: number, hashes: number): BloomFilter => ({
    ...{ bits, hashes },
    bytes: new Uint8Array(Math.ceil(bits / 8)),
  });
  const positions = ({ bytes, bits }: BloomFilter) =>
    Array.from({ length: bits }, (_, at) => at).filter(
      (at) => ((bytes[at >> 3] ?? 0) & (1 << (at % 8))) !== 0,
    );
  const words = Array.from({ length: 200 }, (_, at) => `word ${at}`);

  test("never forgets what was put in, and holds nothing when nothing was", () => {
    const filter = empty(1 << 13, 7);
    expect(words.filter((word) => mayHold(filter, word))).toEqual([]);
    for (const word of words) put(filter, word);
    expect(words.filter((word) => !mayHold(filter, word))).toEqual([]);
  });

  test("takes few strangers for members: 200 words in 8 192 positions are no other 2 000 words", () => {
    const filter = empty(1 << 13, 7);
    for (const word of words) put(filter, word);
    const strangers = Array.from({ length: 2_000 }, (_, at) => `stranger ${at}`);
    expect(strangers.filter((word) => mayHold(filter, word)).length).toBeLessThanOrEqual(2);
  });

  test("marks as many positions as it has hashes, all of them, every one within its bits", () => {
    for (const hashes of [1, 2, 16]) {
      const filter = empty(1_000_003, hashes);
      put(filter, "one");
      expect(positions(filter)).toHaveLength(hashes);
      for (const at of positions(filter)) {
        const [byte = 0, bit] = [at >> 3, 1 << (at & 7)];
        const without = { ...filter, bytes: Uint8Array.from(filter.bytes) };
        without.bytes[byte] = (without.bytes[byte] ?? 0) & ~bit;
        expect(mayHold(without, "one")).toBe(false);
      }
    }
  });
});

describe("auth 12: passwords made of the account's own words", () => {
  const is = (password: string, name = "Mina Kim", email = "mina.kim@example.com") =>
    isCommonPassword(password, { email, name });

  test("a word of four characters is telling anywhere in a password, one of three only as all of it", () => {
    expect(is("xx-rosa-1957-q", "Rosa", "a@example.com")).toBe(true);
    expect(is("xx-ros-1957-qq", "Ros", "a@example.com")).toBe(false);
    expect(is("r.o-s", "Ros", "a@example.com")).toBe(true);
  });

  test("two characters are telling in scripts that say more with one", () => {
    expect(is("xx1957민아qq", "민아", "a@example.com")).toBe(true);
    expect(is("xx1957민qqqq", "민", "a@example.com")).toBe(false);
    for (const name of ["美奈", "みな", "ミナ"]) expect(is(`xx${name}1957`, name)).toBe(true);
  });

  test("spaces, dots, underscores and hyphens hide nothing", () => {
    for (const hidden of ["m.i.n.a_k-i m 1957", "xxMina--Kim1957", "xx minakim 1957"]) {
      expect([hidden, is(hidden)]).toEqual([hidden, true]);
    }
    expect(is("xx m i n a 1957 k i m")).toBe(false);
  });

  test("of the e-mail only what is before the @ counts, whatever the shop's name is in", () => {
    expect(is("xx1957example.com", "Ann", "mina.kim@example.com")).toBe(false);
    expect(is("my edge mart", "Ann", "ann@example.com")).toBe(true);
  });

  test("upper case and compatibility forms are folded", () => {
    expect(foldPassword("Ｐass ﬁ")).toBe("pass fi");
  });
});

describe("auth 18: what a stored hash is asked", () => {
  const peppers = {
    current: "k2",
    keys: new Map([
      ["k1", secret(1)],
      ["k2", secret(2)],
    ]),
  };
  const plan = (password: string, stored: string | null, cost = 4) =>
    planPasswordCheck(password, stored, peppers, cost);
  const REST = "a".repeat(53);
  const h2 = (kid: string, cost = "10", scheme = "2b") => `h2$${kid}$${scheme}$${cost}$${REST}`;

  test("one of today's kind decides, under the pepper it names", () => {
    const bcrypt = hashSync(pepperedPassword("correct horse", secret(1)), 4);
    expect(plan("correct horse", storedPassword("k1", bcrypt))).toEqual({
      ...{ material: pepperedPassword("correct horse", secret(1)), hash: bcrypt },
      ...{ decides: true, corrupt: false },
    });
    expect(plan("x", h2("k2")).material).toBe(pepperedPassword("x", secret(2)));
  });

  test("a legacy one decides on the password itself, up to the 72 bytes that bcrypt reads", () => {
    const legacy = `$2a$04$${REST}`;
    const decided = { material: "é".repeat(36), hash: legacy, decides: true, corrupt: false };
    expect(plan("é".repeat(36), legacy)).toEqual(decided);
    expect(plan(`${"é".repeat(36)}x`, legacy)).toEqual(plan(`${"é".repeat(36)}x`, null));
  });

  test.each([
    ["an unknown pepper", h2("k3")],
    ["no pepper's name", h2("")],
    ["a name of 17 characters", h2("k".repeat(17))],
    ["a cost below 4", h2("k1", "03")],
    ["a cost above 14", h2("k1", "15")],
    ["another scheme", h2("k1", "10", "2x")],
    ["a character more", `${h2("k1")}a`],
    ["a character before", ` ${h2("k1")}`],
    ["a character less", h2("k1").slice(0, -1)],
    ["a legacy hash with more", `$2b$10$${REST}a`],
    ["a legacy hash with a prefix", `x$2b$10$${REST}`],
    ["nothing", ""],
  ])("one with %s is reported and compared with the dummy", (_what, stored) => {
    expect(plan("correct horse", stored)).toEqual({
      ...plan("correct horse", null),
      corrupt: true,
    });
  });

  test("the costs that are read are 4 to 14", () => {
    for (const cost of ["04", "09", "10", "14"]) {
      expect([cost, plan("x", h2("k1", cost)).decides]).toEqual([cost, true]);
      expect([cost, plan("x", `$2y$${cost}$${REST}`).decides]).toEqual([cost, true]);
    }
  });

  test("what could never have been set as a password opens nothing, and costs the same", () => {
    const long = "a".repeat(PASSWORD_BYTES_MAX);
    for (const stored of [h2("k1"), `$2b$10$${REST}`]) {
      for (const never of [`${long}a`, "a\0b", "\ud800", "a\udc00b"]) {
        const { decides, corrupt, hash } = plan(never, stored);
        expect([never.length, decides, corrupt]).toEqual([never.length, false, false]);
        expect(hash).toMatch(/^\$2b\$\d\d\$[./A-Za-z0-9]{53}$/);
      }
    }
    expect(plan(long, h2("k1")).decides).toBe(true);
  });

  test("the dummy's cost is written in two digits, and bcrypt reads it", () => {
    expect(plan("x", null, 4).hash).toBe(`$2b$04$edgemartdummysaltvalue${"a".repeat(31)}`);
    expect(plan("x", null, 12).hash.slice(0, 7)).toBe("$2b$12$");
  });

  test("a password is peppered as it is normalized", () => {
    expect(pepperedPassword("ﬁ", secret(1))).toBe(
      pepperedPassword(normalizePassword("ﬁ"), secret(1)),
    );
    expect(pepperedPassword("fi", secret(1))).not.toBe(pepperedPassword("fi", secret(2)));
    expect(storedPassword("k1", "$2b$10$rest")).toBe("h2$k1$2b$10$rest");
  });
});
