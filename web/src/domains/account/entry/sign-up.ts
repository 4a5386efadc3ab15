/** Opens an account with a posted form and signs the browser in. */
import type { Failure } from "@edgemart/contracts/result";
import { register } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { cookieNames, sessionCookies } from "#session/session-cookies.ts";
import type { Entry } from "./entry.ts";
import { refusedForm } from "./refused-form.ts";
import { agreedTo, registration } from "./registration.ts";

/** The form's own random key makes a double click or a reload one account. */
const FORM_KEY = /^[0-9a-f-]{36}$/;

/** Answers 303 to the wanted page with the new session, or back to a form with what was wrong. */
export async function signUp(request: Request, config: WebConfig): Promise<Entry> {
  const read = await readForm(request, config);
  if ("refused" in read) return { answer: read.refused, tokens: null };
  const { form } = read;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const ticked = agreedTo((kind) => form.text(kind));
  const typed = {
    email: form.text("email").trim(),
    name: form.text("name").trim(),
    remember: false,
    ticked,
  };
  // By the contract first, so that all that is wrong is said at once.
  const input = registration({
    ...{ email: typed.email, password: form.text("password"), name: typed.name },
    ...{ locale: form.lang, ticked },
  });
  const refuse = (page: "login" | "register", failure: Failure): Entry => {
    return { answer: refusedForm(page, form, typed, failure, names.flash), tokens: null };
  };
  if (!input.ok) return refuse("register", input.error);
  const key = form.text("key");
  const made = await register(input.value, FORM_KEY.test(key) ? key : undefined);
  if (!made.ok) {
    return refuse(made.error.code === "login_required" ? "login" : "register", made.error);
  }
  const { tokens } = made.value;
  if (!tokens) return refuse("login", { code: "login_required" });
  const path = safeReturnPath(form.text("return"), `/${form.lang}`, form.lang);
  return { answer: seeOther(path, sessionCookies(names, tokens, false)), tokens };
}
