/** The people of the local stand-in of Google: each shows another case of signing in. Pure. */
import { createHash } from "node:crypto";

/** Somebody with an account there. */
export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** Addresses that the shop knows, for the people that depend on it. */
export interface ShopPeople {
  /** Of the demo member. */
  memberEmail: string;
}

/** Keys of the people on the page, in its order. */
export const PEOPLE = ["new", "member", "unconfirmed", "recycled"] as const;
/** One of them. */
export type PersonKey = (typeof PEOPLE)[number];

/** Gives one of the people. */
export function personOf(key: PersonKey, { memberEmail }: ShopPeople): Person {
  switch (key) {
    case "new":
      return somebody("haneul.new@example.com", "하늘");
    case "member":
      return somebody(memberEmail, "김민아");
    case "unconfirmed":
      return { ...somebody("bada.unconfirmed@example.com", "바다"), email_verified: false };
    case "recycled":
      // The address of the new person, given to somebody else: another account there.
      return {
        ...somebody("haneul.new@example.com", "하늘 (재사용 주소)"),
        sub: subjectOf("recycled"),
      };
  }
}

/** Gives the person of an address: the same one each time. */
export function somebody(email: string, name = email.split("@")[0] ?? ""): Person {
  return { sub: subjectOf(email.toLowerCase()), email, email_verified: true, name };
}

function subjectOf(text: string): string {
  const digest = createHash("sha256").update(text).digest("hex");
  return `1${BigInt(`0x${digest.slice(0, 16)}`)}`.slice(0, 21);
}
