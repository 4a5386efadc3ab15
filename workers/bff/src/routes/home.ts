/** `GET /api/home`: one question to each service, all at once. */
import { HomeQuery } from "@edgemart/contracts/bff";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { callContext } from "@edgemart/worker-kit/call";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import { validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import type { BffConfig } from "../env.ts";
import { ask } from "../services.ts";
import { homeView } from "../views/home.ts";

const SCREEN_BUDGET_MS = 4_000;

export const home = new Hono<AppEnv<BffConfig>>().get("/", validQuery(HomeQuery), async (c) => {
  const { lang } = c.req.valid("query");
  const { CATALOG, MEMBER, CATALOG_TIMEOUT_MS, MEMBER_TIMEOUT_MS } = c.var.config;
  const call = callContext(c, SCREEN_BUDGET_MS);
  const bearer = readBearer(c.req.header("authorization"));
  const [catalog, member] = await Promise.all([
    ask("catalog", call, CATALOG_TIMEOUT_MS, () => CATALOG.home({ locale: lang }, call)),
    bearer.kind === "token"
      ? ask("member", call, MEMBER_TIMEOUT_MS, () => MEMBER.me(bearer.token, call))
      : null,
  ]);
  return c.json(homeView(lang, catalog, member));
});
