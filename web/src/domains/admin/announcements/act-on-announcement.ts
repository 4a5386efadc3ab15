/** Announcements from posted forms: looked at, tried, sent, stopped. @see specs/notifications.md 41 */
import { AnnouncementId } from "@edgemart/contracts/ids";
import type { Failure } from "@edgemart/contracts/result";
import {
  previewAnnouncement,
  sendAnnouncement,
  stopAnnouncement,
  testAnnouncement,
} from "#api/notifications-admin.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import {
  done,
  type Place,
  refused,
  type Submission,
  submission,
} from "#forms/posted/submission.ts";
import { DRAFT_FIELDS, draftIn, fieldOf } from "./draft-in.ts";

/** Answers 303 to the page of announcements; what was written comes back until it is sent. */
export function actOnAnnouncement(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({
      ...{ name: "announcement", path: "/admin/notifications/announcements" },
      part: keptPart(form),
      typed: typedWithKey(form, DRAFT_FIELDS),
    }),
    (posted, place) =>
      posted.form.text("act") === "stop" ? stop(posted, place) : write(posted, place),
  );
}

async function stop(posted: Submission, place: Place): Promise<Response> {
  const id = AnnouncementId.safeParse(posted.form.text("announcement")).data;
  if (!id) return refused(posted, place, { code: "not_found" });
  const stopped = await stopAnnouncement(byOf(posted), id);
  return stopped.ok ? done(posted, place, "stopped") : refused(posted, place, stopped.error);
}

async function write(posted: Submission, place: Place): Promise<Response> {
  const { form, caller } = posted;
  const draft = draftIn(place.typed);
  if (!draft.ok) return refused(posted, place, draft.error);
  const again = { typed: place.typed };
  const act = form.text("act");
  if (act === "test") {
    const tried = await testAnnouncement(byOf(posted), draft.value);
    return tried.ok ? done(posted, place, "tested", again) : refusedAt(posted, place, tried.error);
  }
  if (act === "send") {
    const isNoAdvertising = form.text("second") !== "" || undefined;
    const input = { ...draft.value, ...(isNoAdvertising && { isNoAdvertising }) };
    const sent = await sendAnnouncement(byOf(posted), input);
    return sent.ok ? done(posted, place, "sent") : refusedAt(posted, place, sent.error);
  }
  const shown = await previewAnnouncement(caller.token, draft.value);
  return shown.ok ? done(posted, place, "previewed", again) : refusedAt(posted, place, shown.error);
}

function refusedAt(posted: Submission, place: Place, failure: Failure): Response {
  const errors = failure.errors?.map((each) => ({ ...each, path: fieldOf(each.path) }));
  return refused(posted, place, { ...failure, ...(errors && { errors }) });
}

function byOf({ caller, form }: Submission) {
  return { accessToken: caller.token, key: keyOf(form) ?? "", version: 1 };
}
