/** Opens an account with a posted form and signs the browser in. */
import type { Failure } from "@edgemart/contracts/result";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { register } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { readPosted, refused } from "#forms/posted/submission.ts";
import { registrationCookie } from "#session/registration.ts";
import { sessionCookies } from "#session/session-cookies.ts";
import { type Entry, entryPath, FIELD_OF, noEntry, pathAfter } from "./entry.ts";
import { agreedTo, registration } from "./registration.ts";

/** 32 random bytes by which this browser is known again when the mail's link is opened. */
function newBrowserKey(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The form's own random key makes a double click or a reload one account. */
const FORM_KEY = /^[0-9a-f-]{36}$/;

/** Answers 303 to the wanted page with the new session, or back to a form with what was wrong. */
export async function signUp(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { form, names } = posted;
  const ticked = agreedTo((kind) => form.text(kind));
  const email = form.text("email").trim();
  const name = form.text("name").trim();
  const typed = { email, name, ...Object.fromEntries(ticked.map((kind) => [kind, "on"])) };
  const refuse = (page: "login" | "register", failure: Failure) => {
    const place = { name: page, path: entryPath(page, form), typed };
    return noEntry(refused(posted, place, failure, FIELD_OF));
  };
  // By the contract first, so that all that is wrong is said at once.
  const input = registration({
    ...{ email, password: form.text("password"), name },
    ...{ locale: form.lang, ticked },
  });
  if (!input.ok) return refuse("register", input.error);
  const key = form.text("key");
  const browserKey = newBrowserKey();
  const made = await register({ ...input.value, browserKey }, FORM_KEY.test(key) ? key : undefined);
  if (!made.ok) {
    return refuse(made.error.code === "login_required" ? "login" : "register", made.error);
  }
  if ("status" in made.value) {
    const kept = { key: browserKey, email, back: pathAfter(form) };
    const cookie = registrationCookie(names.registration, kept);
    return noEntry(seeOther(`/${form.lang}/register/sent`, [cookie]));
  }
  const { tokens } = made.value;
  if (!tokens) return refuse("login", { code: "login_required" });
  return { answer: seeOther(pathAfter(form), sessionCookies(names, tokens, false)), tokens };
}
