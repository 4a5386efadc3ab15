/** Adds, changes, prefers or deletes one of a member's addresses. */
import { type Address, AddressId, type AddressInput } from "@edgemart/contracts/address";
import type { Result } from "@edgemart/contracts/result";
import { addAddress, deleteAddress, fetchAddress, replaceAddress } from "#api/addresses.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { keyOf, versionOf } from "#forms/posted/form-values.ts";
import {
  done,
  type Place,
  refused,
  type Submission,
  submission,
} from "#forms/posted/submission.ts";
import { addressInput, typedAddress } from "./address-form-values.ts";

const LIST: Pick<Place, "name" | "path"> = { name: "addresses", path: "/account/addresses" };

/** Answers 303: to the list when it was done, to the form when it was not. The button pressed says what. */
export function saveAddress(request: Request, config: WebConfig): Promise<Response> {
  return submission(request, config, placeOf, async (posted, place) => {
    const act = posted.form.text("act");
    if (act === "delete" || act === "prefer") return changeListed(posted, act);
    const input = addressInput(posted.form);
    if (!input.ok) return refused(posted, place, input.error);
    const saved = await save(posted, input.value);
    if (saved.ok) return done(posted, LIST, "saved");
    return refused(posted, place, saved.error);
  });
}

/** The page of the form: a new address of either kind, or one that exists. */
function placeOf(form: PostedForm): Place {
  const id = idOf(form);
  const kind = form.text("country") === "KR" ? "" : "?abroad=1";
  const path = id ? `/account/addresses/${id}` : `/account/addresses/new${kind}`;
  return { name: "address", path, typed: typedAddress(form) };
}

function idOf(form: PostedForm): string | null {
  return AddressId.safeParse(form.text("id")).data ?? null;
}

function save({ form, caller }: Submission, input: AddressInput): Promise<Result<Address>> {
  const { token, memberId } = caller;
  const id = idOf(form);
  return id
    ? replaceAddress(token, memberId, id, input, versionOf(form))
    : addAddress(token, memberId, input, keyOf(form));
}

async function changeListed(posted: Submission, act: "delete" | "prefer"): Promise<Response> {
  const { form, caller } = posted;
  const { token, memberId } = caller;
  const place = { ...LIST, typed: {} };
  const id = idOf(form);
  if (!id) return refused(posted, place, { code: "not_found" });
  if (act === "delete") {
    const gone = await deleteAddress(token, memberId, id, versionOf(form));
    return gone.ok ? done(posted, LIST, "deleted") : refused(posted, place, gone.error);
  }
  const known = await fetchAddress(token, memberId, id);
  if (!known.ok) return refused(posted, place, known.error);
  const preferred = { ...inputOf(known.value), isDefault: true };
  const saved = await replaceAddress(token, memberId, id, preferred, versionOf(form));
  return saved.ok ? done(posted, LIST, "preferred") : refused(posted, place, saved.error);
}

/** The form's fields of a stored address. */
function inputOf(address: Address): AddressInput {
  const { recipient, phone, postcode, line1, line2, isDefault } = address;
  const common = { recipient, phone, line1, line2, isDefault };
  if (address.country === "KR") return { ...common, country: "KR", postcode: postcode ?? "" };
  const { country, region } = address;
  return { ...common, country, postcode, city: address.city ?? "", region };
}
