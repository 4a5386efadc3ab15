/** `GET /api/screens/listing`: the listing, with the category tree beside it. Without the catalogue there is no screen. */
import { HomeQuery, type ListingScreen } from "@edgemart/contracts/bff";
import { type AppEnv, problem } from "@edgemart/worker-kit/create-app";
import { validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import { ask } from "../adapters/ask.ts";
import { section } from "../adapters/sections.memory.ts";
import { degradedOf } from "../core/answer.ts";
import { listingName } from "../core/listing-name.ts";
import type { BffConfig } from "../env.ts";
import { callOf, keeperOf, markPublic } from "./screen.ts";

export const listing = new Hono<AppEnv<BffConfig>>().get("/", validQuery(HomeQuery), async (c) => {
  const { lang: locale } = c.req.valid("query");
  const { CATALOG, CATALOG_TIMEOUT_MS } = c.var.config;
  const call = callOf(c);
  const query = c.req.queries();
  const keeper = await keeperOf(c);
  const catalog = await section(keeper, listingName(locale, query), () =>
    ask("catalog", call, CATALOG_TIMEOUT_MS, () => CATALOG.listing({ query, locale }, call)),
  );
  if (catalog.kind === "away") return problem(c, { code: "temporarily_unavailable" });
  if (catalog.kind === "refused") return problem(c, catalog.error);
  const degraded = degradedOf({ catalog });
  markPublic(c, keeper, degraded);
  return c.json({ locale, ...catalog.value, degraded } satisfies ListingScreen);
});
