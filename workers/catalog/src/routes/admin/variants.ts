/** `/api/admin/catalog/products/:id/variants`. */
import { VariantCreate, VariantInput, VariantsCreate } from "@edgemart/contracts/catalog-admin";
import { ProductId, VariantId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { type VariantChange, writeVariant } from "../../verbs/write-variant.ts";
import { type AdminEnv, factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ id: ProductId });
const OneParams = Params.extend({ variantId: VariantId });

export const postVariant = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(VariantCreate),
  (c) => change(c, c.req.valid("param").id, { change: "add", input: c.req.valid("json") }, 201),
);

export const postVariants = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(VariantsCreate),
  (c) => {
    const { variants: inputs } = c.req.valid("json");
    return change(c, c.req.valid("param").id, { change: "add-all", inputs }, 201);
  },
);

export const putVariant = factory.createHandlers(
  validParam(OneParams),
  strictJson(BODY_BYTES_MAX),
  validJson(VariantInput),
  (c) => {
    const { id, variantId } = c.req.valid("param");
    return change(c, id, { change: "replace", variantId, input: c.req.valid("json") }, 200);
  },
);

export const deleteVariant = factory.createHandlers(validParam(OneParams), (c) => {
  const { id, variantId } = c.req.valid("param");
  return change(c, id, { change: "remove", variantId }, 200);
});

async function change(
  c: Context<AdminEnv>,
  id: string,
  asked: VariantChange,
  status: 200 | 201,
): Promise<Response> {
  const write = writeOf(c, asked, "versioned");
  if (!write.ok) return problem(c, write.error);
  return sendVersioned(
    c,
    await writeVariant(adminOf(c.var.config), id, asked, write.value),
    status,
  );
}
