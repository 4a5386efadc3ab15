/** `GET /api/products/:slug`. */
import { LangQuery, Slug } from "@edgemart/contracts/catalog";
import { problem } from "@edgemart/worker-kit/create-app";
import { validParam, validQuery } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { product } from "../core/product.ts";
import { catalogOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const getProduct = factory.createHandlers(
  validParam(z.object({ slug: Slug })),
  validQuery(LangQuery),
  async (c) => {
    const row = await catalogOf(c.var.config).product(c.req.valid("param").slug);
    if (!row) return problem(c, { code: "not_found" });
    return sendPublic(c, product(row, c.req.valid("query").lang));
  },
);
