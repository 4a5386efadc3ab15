/** Valid calls of seats. */
import type { AdminEvent } from "@edgemart/contracts/event-administration";
import type { Reservation } from "@edgemart/contracts/reservation";
import type { SeatHold } from "@edgemart/contracts/seats";
import type { LayoutInput } from "@edgemart/contracts/seats-administration";
import { eventInput } from "./event-calls.ts";
import { payAtGateway } from "./order-calls.ts";
import { type BuildCall, ifMatch, type Setup } from "./setup.ts";

/** A plan of one grade. */
export function layoutInput(
  sections: readonly { no: number; rows: number; seatsPerRow: number }[],
): Pick<LayoutInput, "grades"> & { sections: object[] } {
  const name = { ko: "구역", en: "Section" };
  return {
    grades: [{ key: "R", name: { ko: "R석", en: "Class R" }, priceMinor: 110_000 }],
    sections: sections.map((each) => ({ ...each, name, kind: "SEATED", grade: "R" })),
  };
}

/** An event on sale with a plan; its draft had no seat sold. */
export async function eventOnSale(
  setup: Setup,
  sections = [{ no: 1, rows: 4, seatsPerRow: 10 }],
  more: object = {},
): Promise<AdminEvent> {
  const draft = await setup.ask<AdminEvent>("/api/admin/events", {
    json: { ...eventInput(), ...more },
  });
  await setup.ask(`/api/admin/seats/${draft.id}`, {
    method: "PUT",
    json: layoutInput(sections),
    headers: ifMatch({ version: 1 }),
  });
  return setup.ask<AdminEvent>(`/api/admin/events/${draft.id}/publish`, {
    json: {},
    headers: ifMatch(draft),
  });
}

const onSale = async (setup: Setup, more: object = {}) => ({
  params: { event: (await eventOnSale(setup)).id, ...more },
});

/** A member who holds two seats of an event. */
async function holder(setup: Setup) {
  const { id: event } = await eventOnSale(setup);
  const { accessToken: token } = await setup.ownMember();
  const json = { event, seats: ["s01-0001", "s01-0002"] };
  const { id: hold } = await setup.ask<SeatHold>("/api/seats/holds", { json, token });
  return { token, pledge: { event, holds: [hold], expectedTotal: 220_000 } };
}

/** A reservation that is not paid. */
async function pledged(setup: Setup) {
  const { pledge, token } = await holder(setup);
  const reservation = await setup.ask<Reservation>("/api/reservations", { json: pledge, token });
  return { token, reservation, params: { id: reservation.id } };
}

/** Calls of seats and of their administration. */
export const SEAT_CALLS: Record<string, BuildCall> = {
  getSeatMap: onSale,
  getBasket: onSale,
  getSeatPlan: (setup) => onSale(setup, { version: "2" }),
  getSectionPlan: (setup) => onSale(setup, { version: "2", section: "1" }),
  holdSeats: async (setup) => ({
    json: { event: (await eventOnSale(setup)).id, seats: ["s01-0003", "s01-0004"] },
  }),
  releaseSeats: async (setup) => {
    const { id: event } = await eventOnSale(setup);
    const { accessToken: token } = await setup.ownMember();
    const json = { event, seats: ["s01-0001"] };
    const { id: hold } = await setup.ask<SeatHold>("/api/seats/holds", { json, token });
    return { token, params: { hold }, query: { event } };
  },
  pledgeSeats: async (setup) => {
    const { pledge: json, token } = await holder(setup);
    return { token, json };
  },
  getReservation: pledged,
  cancelReservation: pledged,
  payReservation: async (setup) => {
    const { params, token } = await pledged(setup);
    return { token, json: { reservationId: params.id } };
  },
  confirmReservation: async (setup) => {
    const { params, token } = await pledged(setup);
    const { next, paymentId } = await setup.ask<{ next: { url: string }; paymentId: string }>(
      "/api/reservations/pay",
      { json: { reservationId: params.id }, token },
    );
    const paymentKey = await payAtGateway(next.url);
    return { token, json: { paymentId, paymentKey, amount: 220_000 } };
  },
  adminGetLayout: onSale,
  adminPutLayout: async (setup) => {
    const { id: event } = await setup.ask<AdminEvent>("/api/admin/events", { json: eventInput() });
    const json = layoutInput([{ no: 1, rows: 2, seatsPerRow: 5 }]);
    return { params: { event }, headers: ifMatch({ version: 1 }), json };
  },
};
