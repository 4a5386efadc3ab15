/** Laws of one-time links. */
import { createHash, randomBytes } from "node:crypto";
import { LinkId } from "@edgemart/contracts/ids";
import { LINK_KINDS } from "@edgemart/contracts/links";
import { describe, expect, test } from "vitest";
import {
  bindingOf,
  type LinkFacts,
  linkDigest,
  linkIdOf,
  linkToken,
  mailboxOf,
  maskedEmail,
} from "./links.ts";

describe("identity 1: a token is made, not kept", () => {
  test("an id holds 128 random bits in the form of every other id", () => {
    const ids = Array.from({ length: 200 }, () => linkIdOf(randomBytes(16)));
    for (const id of ids) expect(LinkId.safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(200);
    expect(linkIdOf(new Uint8Array(16).fill(255))).toBe(`lnk_7${"z".repeat(25)}`);
    expect(linkIdOf(new Uint8Array(16))).toBe(`lnk_${"0".repeat(26)}`);
  });

  test("the same id and kind give the same token; another id, kind or secret another one", () => {
    const [secret, other] = [randomBytes(32), randomBytes(32)];
    const id = linkIdOf(randomBytes(16));
    const token = linkToken(secret, id, "reset");
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(linkToken(secret, id, "reset")).toBe(token);
    const others = [
      ...LINK_KINDS.filter((kind) => kind !== "reset").map((kind) => linkToken(secret, id, kind)),
      linkToken(other, id, "reset"),
      linkToken(secret, linkIdOf(randomBytes(16)), "reset"),
    ];
    expect(new Set([token, ...others]).size).toBe(others.length + 1);
  });

  test("what has another form has no digest; the digest is SHA-256", () => {
    const token = "x".repeat(43);
    expect(linkDigest(token)).toBe(createHash("sha256").update(token).digest("base64url"));
    for (const wrong of ["", "x".repeat(42), "x".repeat(44), `${"x".repeat(42)}=`, "é".repeat(43)])
      expect(linkDigest(wrong)).toBeNull();
  });
});

describe("identity 5: a link dies with the state it was made under", () => {
  const FACTS: LinkFacts = {
    ...{ memberId: "mem_1", emailNorm: "mina@example.com", passwordChangedAt: "2026-11-30" },
    ...{ sessionsVoidBelow: 3, role: "member" },
  };
  const CHANGES: readonly Partial<LinkFacts>[] = [
    { memberId: "mem_2" },
    { emailNorm: "other@example.com" },
    { passwordChangedAt: null },
    { sessionsVoidBelow: 4 },
    { role: "admin" },
  ];
  test.each([
    ["verify", [true, true, true, true, false]],
    ["claim", [true, true, true, true, false]],
    ["email_change", [true, true, true, true, false]],
    ["reset", [true, true, false, false, false]],
    ["email_undo", [true, true, false, false, false]],
    ["mfa_enrol", [true, true, false, false, true]],
    ["register", [false, true, false, false, false]],
  ] as const)("%s", (kind, dies) => {
    const before = bindingOf(kind, FACTS);
    expect(CHANGES.map((change) => bindingOf(kind, { ...FACTS, ...change }) !== before)).toEqual(
      dies,
    );
    const others = LINK_KINDS.filter((other) => other !== kind);
    for (const other of others) expect(bindingOf(other, FACTS)).not.toBe(before);
  });
});

describe("identity 7: one mailbox by whatever name", () => {
  test.each([
    ["mina+shop@example.com", "mina@example.com"],
    ["m.i.n.a+x@gmail.com", "mina@gmail.com"],
    ["m.ina@googlemail.com", "mina@gmail.com"],
    ["m.ina@example.com", "m.ina@example.com"],
    ["+all@example.com", "+all@example.com"],
  ])("%s is %s", (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox));
});

test("a masked address shows its owner which it is, and hides the most", () => {
  expect(maskedEmail("mina.kim@example.com")).toBe("m…m@example.com");
  expect(maskedEmail("ab@example.com")).toBe("a…@example.com");
});
