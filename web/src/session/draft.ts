/**
 * What was being typed when a session ended or a service was unavailable: kept in an HttpOnly cookie until its member can be
 * shown it again. Pure.
 *
 * Nothing of it is in an address, and another member who signs in at this browser never sees it.
 */
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";
import { FORMS, type FormName, pack, Typed, unpack } from "./flash.ts";

const LIFE_SECONDS = 20 * 60;

const Draft = z.object({
  form: z.enum(FORMS),
  /** Id of the member whose page it was typed on. */
  owner: z.string().min(1).max(40),
  part: z.string().max(40).optional(),
  typed: Typed,
});
/** What was typed and not sent, and by whom. */
export type Draft = z.infer<typeof Draft>;

/** Writes the `Set-Cookie` that keeps a draft. */
export function draftCookie(name: string, draft: Draft): string {
  return setCookie(name, pack(draft), { maxAge: LIFE_SECONDS, httpOnly: true });
}

/** Reads what `owner` typed into one of `forms`; null for anyone else's, any other form's and malformed ones. */
export function readDraft(
  cookie: string | null,
  name: string,
  owner: string,
  ...forms: readonly FormName[]
): Draft | null {
  const draft = unpack(Draft, readCookie(cookie, name));
  return draft?.owner === owner && forms.includes(draft.form) ? draft : null;
}

/** Writes the `Set-Cookie` that deletes a draft. */
export function clearedDraft(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
