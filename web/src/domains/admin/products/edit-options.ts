/** What an administrator does to the options of a product and to their values. */
import { ProductId } from "@edgemart/contracts/ids";
import { err, type Result } from "@edgemart/contracts/result";
import { type CatalogWrite, changeProduct, fetchAdminProduct } from "#api/catalog-admin.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { answerWrite, type Done, sayingRow, typedIn } from "../parts/answer-write.ts";
import { VALUE_FIELDS } from "../parts/value-change.ts";
import { optionsAfter } from "./option-change.ts";

const FIELDS = [...VALUE_FIELDS, "name.ko", "name.en", "valueKey"];

/** Answers 303 to the product's page. The button pressed says what is done. */
export function editOptions(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf(form) {
      const id = ProductId.safeParse(form.text("id")).data;
      return {
        name: "options",
        path: id ? `/admin/products/${id}` : "/admin/products",
        part: "options",
        typed: typedIn(form, FIELDS),
      };
    },
    act,
  });
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const id = ProductId.safeParse(form.text("id")).data;
  if (!id) return err("not_found");
  const now = await fetchAdminProduct(by.accessToken, id);
  if (!now.ok) return now;
  const options = optionsAfter(form, now.value.options);
  if (!options.ok) return options;
  return sayingRow(form, "options_saved", await changeProduct(by, id, { options: options.value }));
}
