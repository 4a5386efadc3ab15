/** `GET /api/products`: search and listing are one question. */
import { problem } from "@edgemart/worker-kit/create-app";
import { listing } from "../core/listing.ts";
import { listingPlan } from "../core/listing-plan.ts";
import { catalogOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const listProducts = factory.createHandlers(async (c) => {
  const planned = listingPlan(c.req.queries());
  if (!planned.ok) return problem(c, { code: "invalid_query", errors: planned.errors });
  const rows = await catalogOf(c.var.config).listing(planned.plan);
  return sendPublic(c, listing(rows, planned.plan));
});
