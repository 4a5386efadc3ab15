/** `GET /api/screens/listing`: the listing, with the category tree. Without catalog there is no screen. */
import { HomeQuery } from "@edgemart/contracts/bff";
import { reply } from "@edgemart/worker-kit/reply";
import { parseQueries } from "@edgemart/worker-kit/validate";
import { degradedOf } from "../core/answer.ts";
import { publicMarks } from "./public-marks.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

/** Answers with the listing screen. All but the language is catalog's to judge. */
export const getListingScreen: Route<"getListingScreen"> = async (c, { query }) => {
  const asked = parseQueries(HomeQuery, query);
  if (!asked.ok) return asked;
  const locale = asked.value.lang;
  const shop = await c.var.deps.shop();
  const catalog = await shop.listing(locale, query);
  const found = resultOf(catalog);
  if (!found.ok) return found;
  const degraded = degradedOf({ catalog });
  const screen = { locale, ...found.value, degraded };
  return reply(200, screen, publicMarks(shop.generation, degraded));
};
