/** Moves the stock of one SKU, with a reason. */
import { Sku, StockMovementInput } from "@edgemart/contracts/catalog-admin";
import { moveStock } from "../../../api/catalog-admin.ts";
import type { WebConfig } from "../../../env.ts";
import { checked } from "../../../forms/posted/checked.ts";
import { keyOf } from "../../../forms/posted/form-values.ts";
import { done, refused, submission } from "../../../forms/posted/submission.ts";

/** Answers 303 to the SKU's page. */
export function stockMovement(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => {
      const sku = Sku.safeParse(form.text("sku")).data;
      return {
        name: "stock",
        path: sku ? `/admin/stock/${sku}` : "/admin/products",
        typed: {
          delta: form.text("delta"),
          reason: form.text("reason"),
          note: form.text("note"),
        },
      };
    },
    async (posted, place) => {
      const { form, caller } = posted;
      const typed = form.text("delta").trim();
      const input = checked(StockMovementInput, {
        delta: /^[+-]?\d{1,7}$/.test(typed) ? Number(typed) : typed,
        reason: form.text("reason"),
        note: form.text("note"),
      });
      if (!input.ok) return refused(posted, place, input.error);
      const by = { accessToken: caller.token, key: keyOf(form) ?? "" };
      const moved = await moveStock(by, form.text("sku"), input.value);
      if (!moved.ok) return refused(posted, place, moved.error, { stock_insufficient: "delta" });
      return done(posted, place, "moved");
    },
  );
}
