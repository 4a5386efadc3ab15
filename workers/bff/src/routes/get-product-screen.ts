/** `GET /api/screens/product/:slug`: the product and what goes with it. Without catalog there is no screen. */
import { reply } from "@edgemart/worker-kit/reply";
import { degradedOf } from "../core/answer.ts";
import { publicMarks } from "./public-marks.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

/** Answers with the product screen. */
export const getProductScreen: Route<"getProductScreen"> = async (c, { params, query }) => {
  const { lang: locale } = query;
  const shop = await c.var.deps.shop();
  const catalog = await shop.product(locale, params.slug);
  const found = resultOf(catalog);
  if (!found.ok) return found;
  const degraded = degradedOf({ catalog });
  const screen = { locale, ...found.value, degraded };
  return reply(200, screen, publicMarks(shop.generation, degraded));
};
