/** Turns a posted address form into the contract's input. Pure. */
import {
  type AddressInput,
  InternationalAddressInput,
  KoreanAddressInput,
} from "@edgemart/contracts/address";
import type { Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import type { Typed } from "#session/flash.ts";

/** Names the fields of an address in the order they are checked. */
export const ADDRESS_FIELDS = [
  "recipient",
  "phone",
  "country",
  "postcode",
  "line1",
  "line2",
  "city",
  "region",
  "isDefault",
] as const;

/** What was typed, to show again. */
export function typedAddress(form: PostedForm): Typed {
  const values = ADDRESS_FIELDS.map((name) => [name, form.text(name)]);
  return { ...Object.fromEntries(values), version: form.text("version") };
}

/** @returns the input, or `validation_failed` naming each field */
export function addressInput(form: PostedForm): Result<AddressInput> {
  const text = (name: string) => form.text(name).trim();
  const optional = (name: string) => text(name) || null;
  const common = {
    recipient: text("recipient"),
    phone: text("phone"),
    line1: text("line1"),
    line2: optional("line2"),
    isDefault: text("isDefault") === "on",
  };
  if (text("country") === "KR") {
    return checked(KoreanAddressInput, { ...common, country: "KR", postcode: text("postcode") });
  }
  return checked(InternationalAddressInput, {
    ...common,
    country: text("country"),
    postcode: optional("postcode"),
    city: text("city"),
    region: optional("region"),
  });
}
