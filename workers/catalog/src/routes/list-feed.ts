/** `GET /api/product-feed`: every product, in keyset pages, for machines. */
import { FeedQuery } from "@edgemart/contracts/catalog";
import { validQuery } from "@edgemart/worker-kit/validate";
import { catalogOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { cursorOf, pageOf } from "./cursor.ts";
import { sendPublic } from "./send-public.ts";

const Query = FeedQuery.extend({ cursor: cursorOf(/^prd_[0-9a-z]{26}$/) });

export const listFeed = factory.createHandlers(validQuery(Query), async (c) => {
  const { cursor, limit } = c.req.valid("query");
  return sendPublic(c, pageOf(await catalogOf(c.var.config).feed(cursor, limit + 1), limit));
});
