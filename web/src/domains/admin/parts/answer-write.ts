/** A form of the administration that writes: read, done as its button says, and answered with the next page. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { ok, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import { PASSWORD_FIELD, provePassword } from "#domains/account/confirm-identity.ts";
import type { WebConfig } from "#env.ts";
import type { FormKind, PostedForm } from "#forms/posted/form-request.ts";
import { keyOf, versionOf } from "#forms/posted/form-values.ts";
import { done, type Place, refused, submission } from "#forms/posted/submission.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { moveOf } from "./ordered-list.ts";

/** Word for what was done, and the page to show it on when that is not the form's own. */
export interface Done {
  code: string;
  path?: string;
}

interface WriteForm {
  placeOf(form: PostedForm): Place;
  /** @param by carries the version the form was shown with; what is new ignores it */
  act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>>;
  /** Codes that speak of one field. */
  fieldOf?: Partial<Record<ErrorCode, string>>;
  kind?: FormKind;
}

/**
 * Answers 303 to a page; a refused form goes back to its own with what was typed.
 *
 * A form that needs a recent password may bring it along: it is proved first, and the form goes on with that proof.
 */
export function answerWrite(
  request: Request,
  config: WebConfig,
  { placeOf, act, fieldOf, kind }: WriteForm,
): Promise<Response> {
  return submission(
    request,
    config,
    placeOf,
    async (posted, place) => {
      const { form, caller } = posted;
      const password = form.text("password");
      const proved = password === "" ? null : await provePassword(posted, password);
      if (proved && !proved.ok) return refused(posted, place, proved.error, PASSWORD_FIELD);
      const answer = await act(form, {
        accessToken: proved?.value.token ?? caller.token,
        key: keyOf(form) ?? "",
        version: versionOf(form),
      });
      const response = answer.ok
        ? done(posted, { ...place, path: answer.value.path ?? place.path }, answer.value.code)
        : refused(posted, place, answer.error, fieldOf);
      // Proved is proved, whatever became of the form.
      if (proved) response.headers.append("set-cookie", proved.value.cookie);
      return response;
    },
    kind,
  );
}

/** Both languages of a text, from the fields `<name>.ko` and `<name>.en`. */
export function localTextOf(form: PostedForm, name: string): { ko: string; en: string } {
  const text = (lang: "ko" | "en") => textOf(form, `${name}.${lang}`).trim();
  return { ko: text("ko"), en: text("en") };
}

/** What was typed into these fields, for a form that is refused. */
export function typedIn(form: PostedForm, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    [...names, "act", "version"].map((name) => [name, textOf(form, name)] as const),
  );
}

/** Reads a text. Forms send line ends as CRLF (HTML, "normalize newlines"); kept are LF, so that a text compares with itself. */
export function textOf(form: PostedForm, name: string): string {
  return form.text(name).replaceAll("\r\n", "\n");
}

/** An integer as it is typed; NaN for anything else, which the catalog refuses by its field. */
export function countIn(form: PostedForm, name: string): number {
  return countOf(form.text(name)) ?? Number.NaN;
}

/**
 * Says what was done to a row of a list. A move sent twice under one key was done the first time: the list it would be
 * computed from has moved on, so the catalog refuses the key.
 *
 * @param isStored whether the texts the move carries are what is stored: else the second one said something new
 */
export function sayingRow(
  form: PostedForm,
  code: string,
  answer: Result<unknown>,
  isStored = true,
): Result<Done> {
  const isRepeat = !answer.ok && answer.error.code === "idempotency_key_reused";
  return isRepeat && isStored && moveOf(form.text("act")) ? ok({ code }) : saying(code, answer);
}

/** Says what was done; the page is the form's own, or the one given. */
export function saying(code: string, answer: Result<unknown>, path?: string): Result<Done> {
  if (!answer.ok) return answer;
  return ok(path === undefined ? { code } : { code, path });
}
