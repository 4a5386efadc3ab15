/** Settles a message that was not sent, from a posted form. */
import { err } from "@edgemart/contracts/result";
import { settleDelivery } from "#api/notifications-admin.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";

/** Answers 303 to the list that the form was on. */
export function settleNotificationFromForm(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "adminNotification",
      path: "/admin/notifications",
      part: keptPart(form),
      typed: typedWithKey(form, ["reason"]),
    }),
    async act(form, by) {
      const how = form.text("act");
      const id = form.text("message");
      if (id === "" || id.length > 80 || (how !== "replay" && how !== "ignore")) {
        return err("not_found");
      }
      const because = form.text("reason").trim();
      return saying(how, await settleDelivery(by, id, how, because));
    },
  });
}
