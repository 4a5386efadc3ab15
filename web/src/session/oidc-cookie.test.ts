/** What a browser keeps of sign-ins at a provider. */
import { expect, test } from "vitest";
import { BEGUN_MAX, oidcCookie, readOidc, takeBegun, withBegun } from "./oidc-cookie.ts";

const NAME = "__Host-Http-oidc";
const NONE = { begun: [], ticket: null, claim: null };
const state = (n: number) => `${n}`.repeat(43);
const begin = (n: number) => ({
  ...({ transaction: `t${n}`, purpose: "sign_in", lang: "ko", back: `/ko/${n}` } as const),
});
const asHeader = (set: string) => set.split(";")[0] ?? "";

test("identity 23: three tabs side by side, the fourth takes the oldest's place", () => {
  let kept = readOidc(null, NAME);
  for (let n = 1; n <= 4; n++) kept = withBegun(kept, state(n), begin(n));
  const read = readOidc(asHeader(oidcCookie(NAME, kept)), NAME);
  expect(read).toEqual(kept);
  expect(read.begun).toHaveLength(BEGUN_MAX);
  expect(takeBegun(read, state(1)).found).toBeNull();
  const { found, left } = takeBegun(read, state(3));
  expect([found?.transaction, left.begun.map(({ transaction }) => transaction)]).toEqual([
    "t3",
    ["t4", "t2"],
  ]);
});

test("it is HttpOnly, Lax, lives ten minutes, and ends with what it holds", () => {
  const set = oidcCookie(NAME, withBegun(NONE, state(1), begin(1)));
  expect(set).toMatch(/; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/);
  expect(oidcCookie(NAME, NONE)).toMatch(/^__Host-Http-oidc=; Path=\/; Max-Age=0/);
});

test("identity 28: a link that was asked for stays while another sign-in begins, as long as the link", () => {
  const claim = { key: "k", email: "mina@example.com", back: "" };
  const asked = oidcCookie(NAME, { ...NONE, claim });
  expect(asked).toContain("; Max-Age=3600;");
  const again = withBegun(readOidc(asHeader(asked), NAME), state(1), begin(1));
  expect(takeBegun(again, state(1)).left).toEqual({ ...NONE, claim });
});

test("what is not of our form is nothing", () => {
  for (const text of ["x", "e30", Buffer.from('{"begun":7}').toString("base64url"), "%00"]) {
    expect(readOidc(`${NAME}=${text}`, NAME)).toEqual(NONE);
  }
});
