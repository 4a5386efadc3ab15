/** Valid calls of what follows paying: parcels, returns, completion. Each has an order of its own. */
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { newId } from "@edgemart/worker-kit/ids";
import { api } from "../system.ts";
import { ofGuest, ofMember, query } from "./order-calls.ts";
import type { BuildCall, OperationCall, Setup } from "./setup.ts";

const CARD = { cardDetails: { cardNumber: TEST_CARDS[0]?.number ?? "" } };

/** Pays an order with a test card, as anyone may. */
async function payByCard(orderId: string, headers: Record<string, string>): Promise<void> {
  const opened = await api("/api/payments", { method: "POST", json: { orderId }, headers });
  const { id } = (await opened.json()) as { id: string };
  await api(`/api/payments/${id}/verify`, { method: "POST", json: CARD });
}

type Sent = "PREPARING" | "SHIPPED" | "DELIVERED";

/** Takes everything of a paid order so far in one parcel, by the functions that parcels go through. @returns its id */
async function parcelOf(orderId: string, upTo: Sent = "DELIVERED"): Promise<string> {
  const id = newId("shipment");
  const act = async (name: string, input: object) => {
    const json = JSON.stringify({ order_id: orderId, actor: "saga", ...input });
    const text = `select orders.${name}($1::jsonb) ->> 'kind' as kind`;
    return (await query<{ kind: string }>(text, [json]))[0]?.kind;
  };
  // Catalog sells after the answer to the payer; until then nothing is packed.
  for (let tries = 0; (await act("prepare_shipment", { id, lines: null })) !== "done"; tries++) {
    if (tries === TRIES_MAX) throw new Error(`${orderId} is not sold`);
  }
  const steps = upTo === "PREPARING" ? [] : upTo === "SHIPPED" ? [upTo] : ["SHIPPED", upTo];
  for (const to of steps) await act("move_shipment", { shipment_id: id, to });
  // What is sold earns next: an order that owes a step is not completed.
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const owed = await query("select from orders.step where order_id = $1", [orderId]);
    if (owed.length === 0) break;
  }
  return id;
}
const TRIES_MAX = 2_000;

const deliveredToMember: BuildCall = async (setup) => {
  const { token = "", params } = await ofMember(setup);
  await payByCard(params?.id ?? "", { authorization: `Bearer ${token}` });
  await parcelOf(params?.id ?? "");
  return { token, ...(params && { params }) };
};

const deliveredToGuest: BuildCall = async (setup) => {
  const { params, headers } = await ofGuest(setup);
  await payByCard(params?.id ?? "", headers ?? {});
  await parcelOf(params?.id ?? "");
  return { ...(params && { params }), ...(headers && { headers }) };
};

const RETURNED = { lines: [{ line: 1, quantity: 1 }], reason: "changed_mind" };

/** Asks to send the delivered unit back, and names the return. */
async function withReturn(path: string, { params, headers, token }: OperationCall) {
  const id = params?.id ?? "";
  const own = { ...headers, ...(token && { authorization: `Bearer ${token}` }) };
  const asked = await api(`${path}/${id}/returns`, {
    method: "POST",
    json: RETURNED,
    headers: own,
  });
  const { changes } = (await asked.json()) as { changes: { id: string }[] };
  return {
    ...(token && { token }),
    ...(headers && { headers }),
    params: { id, changeId: changes[0]?.id ?? "" },
  };
}

/** A paid order, for staff. */
async function paid(setup: Setup): Promise<string> {
  const { token = "", params } = await ofMember(setup);
  await payByCard(params?.id ?? "", { authorization: `Bearer ${token}` });
  return params?.id ?? "";
}

/** A parcel of a paid order, for staff. */
async function withParcel(setup: Setup, upTo: Sent) {
  const id = await paid(setup);
  return { params: { id, shipmentId: await parcelOf(id, upTo) } };
}

/** A return of a delivered order, for staff. */
async function asked(setup: Setup) {
  const { params } = await withReturn("/api/orders", await deliveredToMember(setup));
  return { params };
}

/** The same, agreed to. */
async function approved(setup: Setup) {
  const { params } = await asked(setup);
  const path = `/api/admin/orders/${params.id}/returns/${params.changeId}/approve`;
  await setup.ask(path, { json: {} });
  return { params };
}

/** Calls of what follows paying. */
export const FULFILMENT_CALLS: Record<string, BuildCall> = {
  returnLines: async (setup) => ({ ...(await deliveredToMember(setup)), json: RETURNED }),
  returnGuestLines: async (setup) => ({ ...(await deliveredToGuest(setup)), json: RETURNED }),
  withdrawReturn: async (setup) => withReturn("/api/orders", await deliveredToMember(setup)),
  withdrawGuestReturn: async (setup) =>
    withReturn("/api/guest/orders", await deliveredToGuest(setup)),
  confirmReceived: deliveredToMember,
  confirmGuestReceived: deliveredToGuest,
  adminPrepareShipment: async (setup) => {
    const id = await paid(setup);
    // Packed once it is sold, and unpacked again: what is there may be packed.
    const shipmentId = await parcelOf(id, "PREPARING");
    const input = JSON.stringify({
      order_id: id,
      shipment_id: shipmentId,
      to: "VOID",
      actor: "saga",
    });
    await query("select orders.move_shipment($1::jsonb)", [input]);
    return { params: { id }, json: {} };
  },
  adminShip: async (setup) => ({
    ...(await withParcel(setup, "PREPARING")),
    json: { carrier: "cj", trackingNumber: "123456789012" },
  }),
  adminDeliver: async (setup) => ({ ...(await withParcel(setup, "SHIPPED")), json: {} }),
  adminVoidShipment: async (setup) => ({ ...(await withParcel(setup, "PREPARING")), json: {} }),
  adminOpenReturn: async (setup) => {
    const { params } = await deliveredToMember(setup);
    return { ...(params && { params }), json: RETURNED };
  },
  adminApproveReturn: async (setup) => ({ ...(await asked(setup)), json: {} }),
  adminRejectReturn: async (setup) => ({ ...(await asked(setup)), json: { reason: "Worn" } }),
  adminReceiveReturn: async (setup) => ({
    ...(await approved(setup)),
    json: { lines: [{ line: 1, received: 1, restocked: 1 }] },
  }),
};
