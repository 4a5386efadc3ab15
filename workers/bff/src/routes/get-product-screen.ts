/** `GET /api/screens/product/:slug`: the product and what goes with it. Without the catalogue there is no screen. */
import { HomeQuery, type ProductScreen } from "@edgemart/contracts/bff";
import { Slug } from "@edgemart/contracts/catalog";
import { type AppEnv, problem } from "@edgemart/worker-kit/create-app";
import { validParam, validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import { z } from "zod";
import { ask } from "../adapters/ask.ts";
import { section } from "../adapters/sections.memory.ts";
import { degradedOf } from "../core/answer.ts";
import type { BffConfig } from "../env.ts";
import { callOf, keeperOf, markPublic } from "./screen.ts";

export const product = new Hono<AppEnv<BffConfig>>().get(
  "/:slug",
  validParam(z.object({ slug: Slug })),
  validQuery(HomeQuery),
  async (c) => {
    const { slug } = c.req.valid("param");
    const { lang: locale } = c.req.valid("query");
    const { CATALOG, CATALOG_TIMEOUT_MS } = c.var.config;
    const call = callOf(c);
    const keeper = await keeperOf(c);
    const catalog = await section(keeper, `product ${locale} ${slug}`, () =>
      ask("catalog", call, CATALOG_TIMEOUT_MS, () => CATALOG.product({ slug, locale }, call)),
    );
    if (catalog.kind === "away") return problem(c, { code: "temporarily_unavailable" });
    if (catalog.kind === "refused") return problem(c, catalog.error);
    const degraded = degradedOf({ catalog });
    markPublic(c, keeper, degraded);
    return c.json({ locale, ...catalog.value, degraded } satisfies ProductScreen);
  },
);
