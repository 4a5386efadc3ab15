/** Changes delivery methods and remote areas from a posted form. */
import { ShippingMethodId } from "@edgemart/contracts/order-terms";
import { err, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import { changeMethod, createMethod, putArea, removeArea } from "#api/terms-admin.ts";
import { answerWrite, type Done, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { areaIn, changedMethod, newMethod, SHIPPING_FIELDS } from "./shipping-input.ts";

/** Answers 303 to the page of delivery fees. */
export function editShipping(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "shipping",
      path: "/admin/shipping",
      part: keptPart(form),
      typed: typedWithKey(form, SHIPPING_FIELDS),
    }),
    act,
    fieldOf: { slug_taken: "methodId" },
  });
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  switch (form.text("act")) {
    case "create": {
      const input = newMethod(form);
      return input.ok ? saying("create", await createMethod(by, input.value)) : input;
    }
    case "change": {
      const id = ShippingMethodId.safeParse(form.text("id")).data;
      if (!id) return err("not_found");
      const input = changedMethod(form);
      return input.ok ? saying("change", await changeMethod(by, id, input.value)) : input;
    }
    case "put": {
      const input = areaIn(form);
      return input.ok ? saying("put", await putArea(by, input.value)) : input;
    }
    case "remove": {
      const range = /^\d{5}-\d{5}$/.exec(form.text("range"))?.[0];
      return range ? saying("remove", await removeArea(by, range)) : err("not_found");
    }
    default:
      return err("not_found");
  }
}
