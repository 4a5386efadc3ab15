/** What the forms of delivery fees say, as the API takes it. Pure. */
import {
  RemoteArea,
  ShippingMethodCreate,
  ShippingMethodPatch,
} from "@edgemart/contracts/order-terms";
import type { Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { minorIn, wholeIn } from "../parts/amount-in.ts";
import { localTextOf } from "../parts/answer-write.ts";

/** Fields of the forms of delivery methods and remote areas. */
export const SHIPPING_FIELDS = [
  ...["methodId", "name.ko", "name.en", "currency", "feeMinor", "freeFromMinor", "remoteMinor"],
  ...["position", "active", "from", "to", "name"],
] as const;

/** Reads a new way of delivery. */
export function newMethod(form: PostedForm): Result<ShippingMethodCreate> {
  const id = form.text("methodId").trim();
  const currency = form.text("currency");
  return checked(ShippingMethodCreate, { ...termsIn(form), id, currency });
}

/** Reads what can be changed of a way of delivery. */
export function changedMethod(form: PostedForm): Result<ShippingMethodPatch> {
  return checked(ShippingMethodPatch, termsIn(form));
}

/** Reads an area whose delivery costs more. */
export function areaIn(form: PostedForm): Result<RemoteArea> {
  const text = (name: string) => form.text(name).trim();
  return checked(RemoteArea, {
    from: text("from"),
    to: text("to") || text("from"),
    name: text("name"),
  });
}

function termsIn(form: PostedForm) {
  return {
    name: localTextOf(form, "name"),
    feeMinor: minorIn(form, "feeMinor") ?? Number.NaN,
    freeFromMinor: minorIn(form, "freeFromMinor"),
    remoteMinor: minorIn(form, "remoteMinor") ?? 0,
    active: form.text("active") === "on",
    position: wholeIn(form, "position") ?? 0,
  };
}
