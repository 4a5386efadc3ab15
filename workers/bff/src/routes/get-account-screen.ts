/** `GET /api/screens/account`: the signed-in member. Without member there is no screen. */
import { err } from "@edgemart/contracts/result";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { reply } from "@edgemart/worker-kit/reply";
import { accountView } from "../views/account.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

/** Answers with the account screen. The token is read here and verified by member. */
export const getAccountScreen: Route<"getAccountScreen"> = async (c, { query }) => {
  const { lang } = query;
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "none") return err("token_missing");
  if (bearer.kind !== "token") return err("token_invalid");
  const { deps } = c.var;
  const shop = await deps.shop();
  const [found, catalog] = await Promise.all([deps.members.me(bearer.token), shop.home(lang)]);
  const member = resultOf(found);
  return member.ok ? reply(200, accountView(lang, member.value, catalog)) : member;
};
