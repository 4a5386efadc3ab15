/** Moves the stock of one SKU, with a reason. */
import { Sku } from "@edgemart/contracts/catalog-fields";
import { StockMovementInput } from "@edgemart/contracts/catalog-stock";
import { ok, type Result } from "@edgemart/contracts/result";
import { moveStock } from "#api/catalog-admin.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";
import { countOf } from "#forms/posted/typed-number.ts";

/** Answers 303 to the SKU's page. */
export function stockMovement(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => {
      const sku = Sku.safeParse(form.text("sku")).data;
      const typed = (name: string) => [name, form.text(name)] as const;
      return {
        name: "stock",
        path: sku ? `/admin/stock/${sku}` : "/admin/products",
        part: "adjust",
        typed: Object.fromEntries(["how", "delta", "reason", "note"].map(typed)),
      };
    },
    async (posted, place) => {
      const { form, caller } = posted;
      const input = movementOf(form);
      if (!input.ok) return refused(posted, place, input.error);
      if (input.value === null) return done(posted, place, "unchanged");
      const by = { accessToken: caller.token, key: keyOf(form) ?? "" };
      const moved = await moveStock(by, form.text("sku"), input.value);
      if (!moved.ok) return refused(posted, place, moved.error, { stock_insufficient: "delta" });
      return done(posted, place, "moved");
    },
  );
}

/**
 * Reads a difference, or a count: that is the difference from the level its page showed, good for that level alone.
 *
 * @returns null for a count that is what is there
 */
function movementOf(form: PostedForm): Result<StockMovementInput | null> {
  const typed = countOf(form.text("delta"));
  const seen = countOf(form.text("seen"));
  const isCount = form.text("how") === "count" && seen !== null;
  const isReadable = typed !== null && !(isCount && typed < 0);
  const delta = isReadable ? typed - (isCount ? seen : 0) : form.text("delta");
  if (isCount && delta === 0) return ok(null);
  const reason = form.text("reason");
  const note = form.text("note");
  const base = isCount ? { seenOnHand: seen } : {};
  return checked(StockMovementInput, { ...base, delta, reason, note });
}
