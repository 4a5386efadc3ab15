/** `GET /api/home`: one question to each service, all at once. */
import { HomeQuery } from "@edgemart/contracts/bff";
import type { CallContext } from "@edgemart/contracts/call";
import type { CatalogHome } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { readBearer } from "@edgemart/worker-kit/bearer";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import { validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import type { BffConfig } from "../env.ts";
import { type Keeper, section } from "../sections.ts";
import { ask } from "../services.ts";
import type { Answer } from "../views/answer.ts";
import { homeView } from "../views/home.ts";
import { callOf, keeperOf, markPublic, type ScreenContext } from "./screen.ts";

export const home = new Hono<AppEnv<BffConfig>>().get("/", validQuery(HomeQuery), async (c) => {
  const { lang } = c.req.valid("query");
  const { MEMBER, MEMBER_TIMEOUT_MS } = c.var.config;
  const call = callOf(c);
  const bearer = readBearer(c.req.header("authorization"));
  const keeper = await keeperOf(c);
  const [catalog, member] = await Promise.all([
    catalogHome(c, keeper, call, lang),
    bearer.kind === "token"
      ? ask("member", call, MEMBER_TIMEOUT_MS, () => MEMBER.me(bearer.token, call))
      : null,
  ]);
  const screen = homeView(lang, catalog, member);
  if (bearer.kind === "none" && screen.degraded.length === 0) markPublic(c, keeper);
  return c.json(screen);
});

/** The catalogue's part of home, which other screens borrow from. */
export function catalogHome(
  c: ScreenContext,
  keeper: Keeper,
  call: CallContext,
  locale: Locale,
): Promise<Answer<CatalogHome>> {
  const { CATALOG, CATALOG_TIMEOUT_MS } = c.var.config;
  return section(keeper, `home ${locale}`, () =>
    ask("catalog", call, CATALOG_TIMEOUT_MS, () => CATALOG.home({ locale }, call)),
  );
}
