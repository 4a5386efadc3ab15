/** What staff do to an order, its parcels and its changes: one posted form for each act. */
import { ChangeId, OrderId, ShipmentId } from "@edgemart/contracts/ids";
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { ReturnReason, ShipInput } from "@edgemart/contracts/order-fulfilment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import { actOnChange, actOnOrder, actOnShipment } from "#api/orders-admin.ts";
import { ACCOUNT_FIELDS, accountIn, accountOf } from "#domains/admin/parts/account-in.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { amountIn } from "../parts/amount-in.ts";
import { keptPart } from "../parts/kept-part.ts";
import { receiptIn, unitNames, unitsIn } from "./unit-names.ts";

const FIELDS = [
  ...ACCOUNT_FIELDS,
  ...["reason", "amount", "carrier", "trackingNumber", "returnReason", "note"],
];

/** Answers 303 to the order's page. The form's act says what is done. */
export function actFromForm(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "adminOrder",
      path: OrderId.safeParse(form.text("id")).success
        ? `/admin/orders/${form.text("id")}`
        : "/admin/orders",
      part: keptPart(form),
      typed: typedWithKey(form, FIELDS, unitNames("units", "received", "restocked")),
    }),
    async act(form, by) {
      const id = OrderId.safeParse(form.text("id")).data;
      const name = form.text("act");
      const act = id && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      if (!id || !act) return err("not_found");
      return saying(name, await act(form, by, id));
    },
    fieldOf: { refund_account_required: "accountNumber", refund_exceeds_balance: "amount" },
  });
}

type Act = (
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
) => Promise<Result<AdminOrder>>;

/** What each form does, by its `act`. */
const ACTS: Record<string, Act> = {
  cancel: (form, by, id) => cancel(form, by, id, ok(null)),
  "cancel-part": (form, by, id) => cancel(form, by, id, unitsIn(form)),
  goodwill,
  clear: (form, by, id) => actOnOrder(by, id, "clear", reasonIn(form)),
  drive: (form, by, id) => actOnOrder(by, id, "drive", reasonIn(form)),
  async prepare(form, by, id) {
    const lines = unitsIn(form);
    if (!lines.ok) return lines;
    return actOnOrder(by, id, "shipments", { lines: lines.value, ...reasonIn(form) });
  },
  ship,
  deliver: (form, by, id) => onShipment(form, by, id, "deliver"),
  void: (form, by, id) => onShipment(form, by, id, "void"),
  "open-return": openReturn,
  approve: (form, by, id) => onChange(form, by, id, "approve"),
  reject: (form, by, id) => onChange(form, by, id, "reject"),
  receive,
  account: giveAccount,
};

function reasonIn(form: PostedForm): { reason: string } {
  return { reason: form.text("reason").trim() };
}

async function cancel(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
  lines: Result<{ line: number; quantity: number }[] | null>,
): Promise<Result<AdminOrder>> {
  const account = accountIn(form);
  if (!account.ok) return account;
  if (!lines.ok) return lines;
  return actOnOrder(by, id, "cancel", {
    ...reasonIn(form),
    ...(lines.value && { lines: lines.value }),
    ...(account.value && { refundAccount: account.value }),
  });
}

async function goodwill(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
): Promise<Result<AdminOrder>> {
  const amount = amountIn(form, "amount");
  if (!amount.ok) return amount;
  const account = accountIn(form);
  if (!account.ok) return account;
  return actOnOrder(by, id, "goodwill", {
    ...{ amountMinor: amount.value, ...reasonIn(form) },
    ...(account.value && { refundAccount: account.value }),
  });
}

async function ship(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
): Promise<Result<AdminOrder>> {
  const parcel = ShipmentId.safeParse(form.text("shipment")).data;
  if (!parcel) return err("not_found");
  const input = checked(ShipInput, {
    carrier: form.text("carrier"),
    trackingNumber: form.text("trackingNumber").replaceAll(/\s/g, ""),
    ...reasonIn(form),
  });
  return input.ok ? actOnShipment(by, [id, parcel], "ship", input.value) : input;
}

async function onShipment(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
  act: "deliver" | "void",
): Promise<Result<AdminOrder>> {
  const parcel = ShipmentId.safeParse(form.text("shipment")).data;
  return parcel ? actOnShipment(by, [id, parcel], act, reasonIn(form)) : err("not_found");
}

async function openReturn(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
): Promise<Result<AdminOrder>> {
  const lines = unitsIn(form);
  if (!lines.ok) return lines;
  const account = accountIn(form);
  if (!account.ok) return account;
  const reason = ReturnReason.safeParse(form.text("returnReason"));
  if (!reason.success) return wrong("returnReason");
  return actOnOrder(by, id, "returns", {
    ...{ lines: lines.value, reason: reason.data, note: form.text("note").trim() },
    ...(account.value && { refundAccount: account.value }),
  });
}

async function onChange(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
  act: "approve" | "reject",
): Promise<Result<AdminOrder>> {
  const change = ChangeId.safeParse(form.text("change")).data;
  return change ? actOnChange(by, [id, change], act, reasonIn(form)) : err("not_found");
}

async function receive(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
): Promise<Result<AdminOrder>> {
  const change = ChangeId.safeParse(form.text("change")).data;
  if (!change) return err("not_found");
  const lines = receiptIn(form);
  if (!lines.ok) return lines;
  const body = { lines: lines.value, ...reasonIn(form) };
  return actOnChange(by, [id, change], "receive", body);
}

async function giveAccount(
  form: PostedForm,
  by: Required<CatalogWrite>,
  id: string,
): Promise<Result<AdminOrder>> {
  const change = ChangeId.safeParse(form.text("change")).data;
  if (!change) return err("not_found");
  const account = accountOf(form);
  if (!account.ok) return account;
  const body = { account: account.value, ...reasonIn(form) };
  return actOnChange(by, [id, change], "account", body);
}

function wrong(path: string): Result<never> {
  return err("validation_failed", { errors: [{ path, code: "missing", message: "is missing" }] });
}
