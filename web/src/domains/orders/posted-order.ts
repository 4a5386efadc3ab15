/** Reads the forms of an order's page: which order, who asks, and where the answer is shown. */
import { CART_LINES_MAX } from "@edgemart/contracts/cart-lines";
import { OrderId } from "@edgemart/contracts/ids";
import { LineQuantity } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Shopper } from "#api/orders.ts";
import type { WebConfig } from "#env.ts";
import { type PostedForm, seeOther } from "#forms/posted/form-request.ts";
import { type Place, type Posted, readPosted } from "#forms/posted/submission.ts";
import { shopperOf } from "./shopper.ts";

/** A form of an order's page, as it was read. */
export interface PostedOrder {
  posted: Posted;
  id: string;
  shopper: Shopper;
  place: Place;
}

/**
 * Reads a form of an order's page.
 *
 * @param part of the page the form is: it is open again when the form comes back
 * @param fields that are typed, in addition to the units of its lines
 */
export async function readOrderForm(
  request: Request,
  config: WebConfig,
  part: string | ((form: PostedForm) => string),
  fields: readonly string[],
): Promise<PostedOrder | { refused: Response }> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted;
  const { form, cookie } = posted;
  const id = OrderId.safeParse(form.text("order")).data;
  if (!id) return { refused: seeOther(`/${form.lang}/account/orders`, []) };
  const typed = Object.fromEntries(
    [...fields, ...UNIT_FIELDS].flatMap((name) => {
      const value = form.text(name).trim();
      return value ? [[name, value]] : [];
    }),
  );
  const at = typeof part === "string" ? part : part(form);
  const place: Place = { name: "order", path: `/orders/${id}`, part: at, typed };
  return { posted, id, shopper: shopperOf(cookie, config, id), place };
}

/** Field of a line's units. */
export const unitsField = (line: number) => `units.${line}`;
const LINES = Array.from({ length: CART_LINES_MAX }, (_, at) => at + 1);
const UNIT_FIELDS = LINES.map(unitsField);

/** Reads the chosen units of each line. @returns `validation_failed` where none is chosen */
export function chosenUnits(form: PostedForm): Result<LineQuantity[]> {
  const lines = LINES.flatMap((line) => {
    const quantity = Number(form.text(unitsField(line)));
    const parsed = LineQuantity.safeParse({ line, quantity });
    return parsed.success ? [parsed.data] : [];
  });
  if (lines.length > 0) return ok(lines);
  const errors = [{ path: "units", code: "missing", message: "must name units" }];
  return err("validation_failed", { errors });
}
