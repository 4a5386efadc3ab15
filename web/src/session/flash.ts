/** What a posted form says once on the next page: carried for a minute in an HttpOnly cookie, never in an address. Pure. */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";

const LIFE_SECONDS = 60;
/** Leaves room for name, attributes and base64 in the 4096 bytes of a cookie. */
const TEXT_BYTES_MAX = 2900;

/** Every form that speaks through a flash, by the place that shows it. */
export const FORMS = [
  "login",
  "register",
  "reset",
  "connect",
  "google",
  "forgot",
  "sent",
  "confirmed",
  "email",
  "emailUndo",
  "profile",
  "address",
  "addresses",
  "password",
  "passkeys",
  "sessions",
  "code",
  "factor",
  "confirm",
  "export",
  "delete",
  "member",
  "rights",
  "signin",
  "product",
  "stock",
  "media",
  "options",
  "category",
  "brand",
  "attribute",
  "collection",
  "adminOrder",
  "coupon",
  "shipping",
  "adminPayment",
  "adminPoints",
  "deadMessage",
  "checkout",
  "pay",
  "order",
  "orders",
  "points",
  "lookup",
  "inbox",
  "notifications",
  "unsubscribe",
  "adminNotification",
  "announcement",
] as const;
/** One of `FORMS`. */
export type FormName = (typeof FORMS)[number];

/** What was typed, by field; never a password. */
export const Typed = z.record(z.string().max(40), z.string().max(500));
/** What was typed, by field. */
export type Typed = z.infer<typeof Typed>;

const Flash = z.object({
  /** Page that shows it. */
  form: z.enum(FORMS),
  /** Public error code, or a word for what was done; the page holds the sentence. */
  code: z.string().max(60),
  /** The part of its page that speaks: a page of many forms says it where it was asked. */
  part: z.string().max(40).optional(),
  /** Field name → code of what is wrong with it. */
  fields: z.record(z.string().max(40), z.string().max(60)),
  typed: Typed,
  retryAfterSeconds: z.number().nullable(),
});
/** What a form says on the next page. */
export type Flash = z.infer<typeof Flash>;

/** Writes the `Set-Cookie` that carries a flash. */
export function flashCookie(name: string, flash: Flash): string {
  return setCookie(name, pack(flash), { maxAge: LIFE_SECONDS, httpOnly: true });
}

/** Reads the flash meant for one of `forms`; null for any other or malformed one. */
export function readFlash(
  cookie: string | null,
  name: string,
  ...forms: readonly FormName[]
): Flash | null {
  const flash = unpack(Flash, readCookie(cookie, name));
  return flash && forms.includes(flash.form) ? flash : null;
}

/** Writes the `Set-Cookie` that deletes a flash. */
export function clearedFlash(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}

/** Writes a cookie's text; typed values that would not fit are left out, the longest first. */
export function pack<T extends { typed: Typed }>(content: T): string {
  const typed = { ...content.typed };
  for (;;) {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...content, typed }));
    const longest = Object.keys(typed).sort(
      (a, b) => (typed[b]?.length ?? 0) - (typed[a]?.length ?? 0),
    )[0];
    if (bytes.length <= TEXT_BYTES_MAX || longest === undefined) return encodeBase64Url(bytes);
    delete typed[longest];
  }
}

/** Reads a cookie's text by its schema; null for anything that is not of ours. */
export function unpack<T>(schema: z.ZodType<T>, text: string | null): T | null {
  const bytes = decodeBase64Url(text ?? "");
  if (!bytes?.length) return null;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null; // not JSON: nothing of ours
  }
}
