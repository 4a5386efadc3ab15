/** `GET /api/screens/account`: the signed-in member. Without the member service there is no screen. */
import { HomeQuery } from "@edgemart/contracts/bff";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { type AppEnv, problem } from "@edgemart/worker-kit/create-app";
import { validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import { ask } from "../adapters/ask.ts";
import type { BffConfig } from "../env.ts";
import { accountView } from "../views/account.ts";
import { catalogHome } from "./get-home-screen.ts";
import { callOf, keeperOf } from "./screen.ts";

export const account = new Hono<AppEnv<BffConfig>>().get("/", validQuery(HomeQuery), async (c) => {
  const { lang } = c.req.valid("query");
  const { MEMBER, MEMBER_TIMEOUT_MS } = c.var.config;
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind !== "token") {
    return problem(c, { code: bearer.kind === "none" ? "token_missing" : "token_invalid" });
  }
  const call = callOf(c);
  const keeper = await keeperOf(c);
  const [member, catalog] = await Promise.all([
    ask("member", call, MEMBER_TIMEOUT_MS, () => MEMBER.me(bearer.token, call)),
    catalogHome(c, keeper, call, lang),
  ]);
  if (member.kind === "away") return problem(c, { code: "temporarily_unavailable" });
  if (member.kind === "refused") return problem(c, member.error);
  return c.json(accountView(lang, member.value, catalog));
});
