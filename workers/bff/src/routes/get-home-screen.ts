/** `GET /api/home`: one question to each service, all at once; then one more for a member with a cart. */
import { HomeQuery } from "@edgemart/contracts/bff";
import type { CallContext } from "@edgemart/contracts/call";
import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Shopper } from "@edgemart/contracts/member";
import { readBearer } from "@edgemart/worker-kit/bearer";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import { validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import { ask } from "../adapters/ask.ts";
import { type Keeper, section } from "../adapters/sections.memory.ts";
import type { Answer } from "../core/answer.ts";
import type { BffConfig } from "../env.ts";
import { homeView } from "../views/home.ts";
import { callOf, keeperOf, markPublic, type ScreenContext } from "./screen.ts";

/** The rail is the last to come, and worth no longer wait. */
const SIMILAR_MS_MAX = 800;

export const home = new Hono<AppEnv<BffConfig>>().get("/", validQuery(HomeQuery), async (c) => {
  const { lang } = c.req.valid("query");
  const call = callOf(c);
  const bearer = readBearer(c.req.header("authorization"));
  const keeper = await keeperOf(c);
  const [catalog, { member, similar }] = await Promise.all([
    catalogHome(c, keeper, call, lang),
    bearer.kind === "token" ? personalPart(c, bearer.token, call, lang) : NOBODY,
  ]);
  const screen = homeView(lang, catalog, member, similar);
  if (bearer.kind === "none") markPublic(c, keeper, screen.degraded);
  return c.json(screen);
});

interface PersonalPart {
  member: Answer<Shopper> | null;
  similar: Answer<ProductCard[]> | null;
}
const NOBODY: PersonalPart = { member: null, similar: null };

/** The member, and then what is like its cart: asked beside the shop's part, never kept. @see docs/decisions/0009 */
async function personalPart(
  c: ScreenContext,
  token: string,
  call: CallContext,
  locale: Locale,
): Promise<PersonalPart> {
  const { CATALOG, CATALOG_TIMEOUT_MS, MEMBER, MEMBER_TIMEOUT_MS } = c.var.config;
  const member = await ask("member", call, MEMBER_TIMEOUT_MS, () => MEMBER.shopper(token, call));
  const skus = member.kind === "value" ? member.value.cartSkus : [];
  if (skus.length === 0) return { member, similar: null };
  const wait = Math.min(CATALOG_TIMEOUT_MS, SIMILAR_MS_MAX);
  // A circuit of its own: rails that come late must not cost everybody the shop.
  const similar = await ask("catalog similar", call, wait, () =>
    CATALOG.similar({ skus, locale }, call),
  );
  return { member, similar };
}

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
