/** Adds, renames and deletes a member's passkeys, and hands the browser what it makes or uses one with. @see specs/identity.md 38, 43 */
import { type PasskeyOptions, PasskeyRename } from "@edgemart/contracts/passkeys";
import type { Result } from "@edgemart/contracts/result";
import {
  addPasskey,
  askToAddPasskey,
  askToProveByPasskey,
  removePasskey,
  renamePasskey,
} from "#api/passkeys.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { pageOf } from "#forms/posted/form-values.ts";
import {
  done,
  type Place,
  refused,
  type Submission,
  submission,
} from "#forms/posted/submission.ts";
import type { Typed } from "#session/flash.ts";
import { postedPasskey } from "./posted-passkey.ts";

const PAGE = "/account/security";

/** Answers 303 to the list. The button that was pressed says what to do: `add`, `rename` or `remove`. */
export function changePasskeys(request: Request, config: WebConfig): Promise<Response> {
  return submission(request, config, placeOf, (posted, place) => {
    const act = posted.form.text("act");
    if (act === "add") return add(posted, place);
    return act === "rename" ? rename(posted, place) : remove(posted, place);
  });
}

/** Answers 200 with what a browser makes a passkey with; 303 to the list when it may not. For scripts. */
export function passkeyOptions(request: Request, config: WebConfig): Promise<Response> {
  return submission(request, config, placeOf, async (posted, place) =>
    handed(posted, place, await askToAddPasskey(posted.caller.token)),
  );
}

/** Answers 200 with what a browser proves its member by; 303 to the page that asked when it cannot. For scripts. */
export function proofOptions(request: Request, config: WebConfig): Promise<Response> {
  const placeAt = (form: PostedForm): Place => ({
    ...{ name: "confirm", path: pageOf(form, "/account"), typed: {} },
  });
  return submission(request, config, placeAt, async (posted, place) =>
    handed(posted, place, await askToProveByPasskey(posted.caller.token)),
  );
}

/** Only a name is typed. */
function placeOf(form: PostedForm): Place {
  const isTyped = form.text("act") === "rename";
  const typed: Typed = isTyped ? { id: form.text("id"), name: form.text("name") } : {};
  return { name: "passkeys", path: PAGE, typed };
}

function handed(posted: Submission, place: Place, asked: Result<PasskeyOptions>): Response {
  if (!asked.ok) return refused(posted, place, asked.error);
  return Response.json(asked.value, { headers: { "cache-control": "no-store" } });
}

async function add(posted: Submission, place: Place): Promise<Response> {
  const made = postedPasskey(posted.form);
  if (!made) return refused(posted, place, { code: "passkey_invalid" });
  const added = await addPasskey(posted.caller.token, made);
  return added.ok ? done(posted, place, "added") : refused(posted, place, added.error);
}

async function rename(posted: Submission, place: Place): Promise<Response> {
  const { caller, form } = posted;
  const named = checked(PasskeyRename, { name: form.text("name").trim() });
  if (!named.ok) return refused(posted, place, named.error);
  const renamed = await renamePasskey(caller.token, form.text("id"), named.value.name);
  return renamed.ok ? done(posted, place, "renamed") : refused(posted, place, renamed.error);
}

async function remove(posted: Submission, place: Place): Promise<Response> {
  const removed = await removePasskey(posted.caller.token, posted.form.text("id"));
  return removed.ok ? done(posted, place, "removed") : refused(posted, place, removed.error);
}
