/** Marks items of the inbox as read, or removes one, from a posted form. @see specs/notifications.md 37 */
import { NoticeId } from "@edgemart/contracts/ids";
import { ReadInput } from "@edgemart/contracts/notification";
import { readNotices, removeNotice } from "#api/notifications.ts";
import type { WebConfig } from "#env.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";
import { inboxPath, inboxPlaceOf } from "./inbox-place.ts";

/** Answers 303 to the inbox; 204 to a link that tells, as it is followed, what is read by that. */
export function actOnInbox(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({
      ...{ name: "inbox", typed: {} },
      path: inboxPath(inboxPlaceOf({ unread: form.text("unread"), cursor: form.text("cursor") })),
    }),
    async (posted, place) => {
      const { form, caller } = posted;
      const act = form.text("act");
      if (act === "remove") {
        const id = NoticeId.safeParse(form.text("id")).data;
        if (!id) return refused(posted, place, { code: "not_found" });
        const removed = await removeNotice(caller.token, id);
        return removed.ok ? done(posted, place, "removed") : refused(posted, place, removed.error);
      }
      const which =
        act === "read_all" ? { before: form.text("before") } : { ids: [form.text("id")] };
      const input = ReadInput.safeParse(which).data;
      if (!input) return refused(posted, place, { code: "not_found" });
      const read = await readNotices(caller.token, input);
      if (act === "follow") return new Response(null, { status: 204 });
      if (!read.ok) return refused(posted, place, read.error);
      return done(posted, place, act === "read_all" ? "read_all" : "read");
    },
  );
}
