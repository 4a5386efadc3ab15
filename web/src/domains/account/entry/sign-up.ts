/** Opens an account with a posted form and signs the browser in. */

import { register } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { cookieNames, sessionCookies } from "#session/session-cookies.ts";
import { refusedForm } from "./refused-form.ts";
import { agreedTo, registration } from "./registration.ts";

/** The form's own random key makes a double click or a reload one account. */
const FORM_KEY = /^[0-9a-f-]{36}$/;

export async function signUp(request: Request, config: WebConfig): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
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
  if (!input.ok) return refusedForm("register", form, typed, input.error, names.flash);
  const key = form.text("key");
  const answer = await register(input.value, FORM_KEY.test(key) ? key : undefined);
  if (!answer.ok) {
    const page = answer.error.code === "login_required" ? "login" : "register";
    return refusedForm(page, form, typed, answer.error, names.flash);
  }
  const { tokens } = answer.value;
  if (!tokens) return refusedForm("login", form, typed, { code: "login_required" }, names.flash);
  const path = safeReturnPath(form.text("return"), `/${form.lang}`, form.lang);
  return seeOther(path, sessionCookies(names, tokens, false));
}
