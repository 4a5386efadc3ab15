/** `GET /api/screens/product/:slug`: the product and what goes with it. Without the catalogue there is no screen. */
import { HomeQuery, type ProductScreen } from "@edgemart/contracts/bff";
import { Slug } from "@edgemart/contracts/catalog";
import { callContext } from "@edgemart/worker-kit/call";
import { type AppEnv, problem } from "@edgemart/worker-kit/create-app";
import { validParam, validQuery } from "@edgemart/worker-kit/validate";
import { Hono } from "hono";
import { z } from "zod";
import type { BffConfig } from "../env.ts";
import { ask } from "../services.ts";

const SCREEN_BUDGET_MS = 4_000;

export const product = new Hono<AppEnv<BffConfig>>().get(
  "/:slug",
  validParam(z.object({ slug: Slug })),
  validQuery(HomeQuery),
  async (c) => {
    const { slug } = c.req.valid("param");
    const { lang: locale } = c.req.valid("query");
    const { CATALOG, CATALOG_TIMEOUT_MS } = c.var.config;
    const call = callContext(c, SCREEN_BUDGET_MS);
    const answer = await ask("catalog", call, CATALOG_TIMEOUT_MS, () =>
      CATALOG.product({ slug, locale }, call),
    );
    if (answer.kind === "away") return problem(c, { code: "temporarily_unavailable" });
    if (answer.kind === "refused") return problem(c, answer.error);
    const screen: ProductScreen = { locale, ...answer.value, degraded: [] };
    return c.json(screen);
  },
);
