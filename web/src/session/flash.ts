/** What a refused form says once on the next page: carried for a minute in an HttpOnly cookie, never in an address. Pure. */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";

const LIFE_SECONDS = 60;

const Flash = z.object({
  /** Page that shows it. */
  form: z.enum(["login", "register"]),
  /** Public error code; the page holds the sentence. */
  code: z.string().max(60),
  /** Field name → code of what is wrong with it. */
  fields: z.record(z.string().max(40), z.string().max(60)),
  /** What was typed, without the password. */
  typed: z.object({ email: z.string().max(254), name: z.string().max(80), remember: z.boolean() }),
  retryAfterSeconds: z.number().nullable(),
});
export type Flash = z.infer<typeof Flash>;

/** Writes the `Set-Cookie` that carries a flash. */
export function flashCookie(name: string, flash: Flash): string {
  const text = encodeBase64Url(new TextEncoder().encode(JSON.stringify(flash)));
  return setCookie(name, text, { maxAge: LIFE_SECONDS, httpOnly: true });
}

/** Reads the flash meant for a form; null for any other or malformed one. */
export function readFlash(cookie: string | null, name: string, form: Flash["form"]): Flash | null {
  const bytes = decodeBase64Url(readCookie(cookie, name) ?? "");
  if (!bytes?.length) return null;
  try {
    const parsed = Flash.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success && parsed.data.form === form ? parsed.data : null;
  } catch {
    return null;
  }
}

export function clearedFlash(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
