/** `GET /api/products`: search and listing are one question. */
import { err } from "@edgemart/contracts/result";
import { tagged } from "@edgemart/worker-kit/reply";
import { listing } from "../core/listing.ts";
import { listingPlan } from "../core/listing-plan.ts";
import type { Route } from "./route.ts";

export const listProducts: Route<"listProducts"> = async (c, { query }) => {
  const planned = listingPlan(query);
  if (!planned.ok) return err("invalid_query", { errors: planned.errors });
  return tagged(listing(await c.var.deps.catalog.listing(planned.plan), planned.plan));
};
