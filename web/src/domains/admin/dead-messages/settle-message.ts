/** Settles a message that could not be handled, from a posted form. */
import { err } from "@edgemart/contracts/result";
import { settleDeadMessage } from "#api/terms-admin.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { consumerIn, deadMessagesPath } from "./consumer.ts";

/** Answers 303 to the list. */
export function settleFromForm(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "deadMessage",
      path: deadMessagesPath(consumerIn(form.text("of"))),
      part: keptPart(form),
      typed: typedWithKey(form, ["reason"]),
    }),
    async act(form, by) {
      const how = form.text("act");
      const id = form.text("message");
      if (id === "" || id.length > 80 || (how !== "replay" && how !== "ignore")) {
        return err("not_found");
      }
      const message = { consumer: consumerIn(form.text("of")), id };
      return saying(how, await settleDeadMessage(by, message, how, form.text("reason").trim()));
    },
  });
}
