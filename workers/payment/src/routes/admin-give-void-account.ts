/** `POST /api/admin/payments/:id/void-account`. */
import { reply } from "@edgemart/worker-kit/reply";
import { giveVoidAccount } from "../verbs/give-void-account.ts";
import type { Route } from "./route.ts";
import { workOf } from "./work-of.ts";

/** Answers it. */
export const adminGiveVoidAccount: Route<"adminGiveVoidAccount"> = async (
  c,
  { params, body, write },
) => {
  const given = await giveVoidAccount(params.id, body, write, workOf(c));
  if (!given.ok) return given;
  return given.value.status === "VOIDED" ? reply(200, given.value) : reply(202, given.value);
};
