/** What staff do to an order, its parcels and its changes: one posted form for each act. */
import { ChangeId, OrderId, ShipmentId } from "@edgemart/contracts/ids";
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { ReturnReason, ShipInput } from "@edgemart/contracts/order-fulfilment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import {
  actOnChange,
  actOnOrder,
  actOnShipment,
  type ChangeActs,
  type OrderActs,
  type ShipmentActs,
} from "#api/orders-admin.ts";
import { ACCOUNT_FIELDS, accountIn, accountOf } from "#domains/admin/parts/account-in.ts";
import { amountIn } from "#domains/admin/parts/amount-in.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
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
      return id && act ? saying(name, await act({ form, by, id })) : err("not_found");
    },
    fieldOf: { refund_account_required: "accountNumber", refund_exceeds_balance: "amount" },
  });
}

/** A form that acts on an order. */
interface Acting {
  form: PostedForm;
  by: Required<CatalogWrite>;
  /** The order's id. */
  id: string;
}

/** What each form does, by its `act`. */
const ACTS: Record<string, (acting: Acting) => Promise<Result<AdminOrder>>> = {
  cancel: (acting) => toOrder(acting, "cancel", withAccount(acting, ok({}))),
  "cancel-part": (acting) => toOrder(acting, "cancel", withAccount(acting, linesIn(acting))),
  goodwill: (acting) => toOrder(acting, "goodwill", withAccount(acting, goodwillIn(acting))),
  clear: (acting) => toOrder(acting, "clear", ok(reasonIn(acting))),
  drive: (acting) => toOrder(acting, "drive", ok(reasonIn(acting))),
  prepare: (acting) => toOrder(acting, "shipments", withReason(acting, linesIn(acting))),
  "open-return": (acting) => toOrder(acting, "returns", returnIn(acting)),
  ship: (acting) => toShipment(acting, "ship", shippedIn(acting)),
  deliver: (acting) => toShipment(acting, "deliver", ok(reasonIn(acting))),
  void: (acting) => toShipment(acting, "void", ok(reasonIn(acting))),
  approve: (acting) => toChange(acting, "approve", ok(reasonIn(acting))),
  reject: (acting) => toChange(acting, "reject", ok(reasonIn(acting))),
  receive: (acting) => toChange(acting, "receive", withReason(acting, arrivedIn(acting))),
  account: (acting) => toChange(acting, "account", withReason(acting, accountGivenIn(acting))),
};

async function toOrder<A extends keyof OrderActs>(
  { by, id }: Acting,
  act: A,
  body: Result<OrderActs[A]>,
): Promise<Result<AdminOrder>> {
  return body.ok ? actOnOrder(by, id, act, body.value) : body;
}

async function toShipment<A extends keyof ShipmentActs>(
  { form, by, id }: Acting,
  act: A,
  body: Result<ShipmentActs[A]>,
): Promise<Result<AdminOrder>> {
  const parcel = ShipmentId.safeParse(form.text("shipment")).data;
  if (!parcel) return err("not_found");
  return body.ok ? actOnShipment(by, [id, parcel], act, body.value) : body;
}

async function toChange<A extends keyof ChangeActs>(
  { form, by, id }: Acting,
  act: A,
  body: Result<ChangeActs[A]>,
): Promise<Result<AdminOrder>> {
  const change = ChangeId.safeParse(form.text("change")).data;
  if (!change) return err("not_found");
  return body.ok ? actOnChange(by, [id, change], act, body.value) : body;
}

function reasonIn({ form }: Acting): { reason: string } {
  return { reason: form.text("reason").trim() };
}

function withReason<T extends object>(
  acting: Acting,
  body: Result<T>,
): Result<T & { reason: string }> {
  return body.ok ? ok({ ...body.value, ...reasonIn(acting) }) : body;
}

/** Adds the reason, and the account where the form asks for one. */
function withAccount<T extends object>(acting: Acting, body: Result<T>) {
  const account = accountIn(acting.form);
  if (!account.ok) return account;
  const refund = account.value ? { refundAccount: account.value } : {};
  return body.ok ? ok({ ...body.value, ...reasonIn(acting), ...refund }) : body;
}

function linesIn({ form }: Acting) {
  const lines = unitsIn(form);
  return lines.ok ? ok({ lines: lines.value }) : lines;
}

function goodwillIn({ form }: Acting) {
  const amount = amountIn(form, "amount");
  return amount.ok ? ok({ amountMinor: amount.value }) : amount;
}

function shippedIn(acting: Acting): Result<ShipInput> {
  return checked(ShipInput, {
    carrier: acting.form.text("carrier"),
    trackingNumber: acting.form.text("trackingNumber").replaceAll(/\s/g, ""),
    ...reasonIn(acting),
  });
}

/** A return names its reason from a list, and may have a note. */
function returnIn(acting: Acting): Result<OrderActs["returns"]> {
  const { form } = acting;
  const asked = withAccount(acting, linesIn(acting));
  if (!asked.ok) return asked;
  const reason = ReturnReason.safeParse(form.text("returnReason"));
  if (!reason.success) {
    const errors = [{ path: "returnReason", code: "missing", message: "is missing" }];
    return err("validation_failed", { errors });
  }
  return ok({ ...asked.value, reason: reason.data, note: form.text("note").trim() });
}

function arrivedIn({ form }: Acting) {
  const lines = receiptIn(form);
  return lines.ok ? ok({ lines: lines.value }) : lines;
}

function accountGivenIn({ form }: Acting) {
  const account = accountOf(form);
  return account.ok ? ok({ account: account.value }) : account;
}
