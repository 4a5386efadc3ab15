/** Gives a member points by hand, or takes some, from a posted form. */
import { MemberId } from "@edgemart/contracts/ids";
import { AdjustInput } from "@edgemart/contracts/points";
import { err } from "@edgemart/contracts/result";
import { adjustPoints } from "#api/points-admin.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { countOf } from "#forms/posted/typed-number.ts";

/** Answers 303 to the member's page of points. */
export function adjustFromForm(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "adminPoints",
      path: MemberId.safeParse(form.text("member")).success
        ? `/admin/points/${form.text("member")}`
        : "/admin/points",
      part: "adjust",
      typed: typedWithKey(form, ["amount", "reason"]),
    }),
    async act(form, by) {
      if (form.text("act") !== "adjust") return err("not_found");
      const input = checked(AdjustInput, {
        memberId: form.text("member"),
        amount: countOf(form.text("amount")) ?? form.text("amount"),
        reason: form.text("reason").trim(),
      });
      if (!input.ok) return input;
      return saying("adjusted", await adjustPoints(by, input.value));
    },
    fieldOf: { points_insufficient: "amount" },
  });
}
