/** What signing in and registering have in common: where they come from, where they lead, and what they come to. */
import type { SessionTokens } from "@edgemart/contracts/auth";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { safeReturnPath } from "#session/return-path.ts";

/** The answer to the form, and the session it began; null when it was refused. */
export interface Entry {
  answer: Response;
  tokens: Pick<SessionTokens, "accessToken"> | null;
}

/** Makes the entry of a form that began no session. */
export function noEntry(answer: Response): Entry {
  return { answer, tokens: null };
}

/** Gives the page of a form for guests below the language, with the way back that was asked for. */
export function entryPath(page: "login" | "login/code" | "register", form: PostedForm): string {
  const back = safeReturnPath(form.text("return"), "", form.lang);
  return `/${page}${back ? `?return=${encodeURIComponent(back)}` : ""}`;
}

/** Gives where a session that has begun leads: the page that was asked for, or home. */
export function pathAfter(form: PostedForm): string {
  return safeReturnPath(form.text("return"), `/${form.lang}`, form.lang);
}

/** Codes that speak of one field. */
export const FIELD_OF = { email_taken: "email", password_too_common: "password" } as const;
