/** What every route of reservation is given. */
import type { Identity } from "@edgemart/contracts/identity";
import type { reservationGroups } from "@edgemart/contracts/reservation";
import type { seatGroups } from "@edgemart/contracts/seats";
import type { seatAdministrationGroups } from "@edgemart/contracts/seats-administration";
import { callContext, type Incoming } from "@edgemart/worker-kit/call";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { ReservationConfig } from "../env.ts";
import type { Deps } from "../ports/deps.ts";

/** Set by the checks of a credential: `viewer` is null for a caller without a token, where none is demanded. */
export interface ReservationMarks {
  identity: Identity;
  viewer: Identity | null;
}

/** The environment of reservation's app. */
export type ReservationAppEnv = AppEnv<ReservationConfig, Deps, ReservationMarks>;

type Operations = typeof seatGroups.seatMaps &
  typeof seatGroups.seatPlans &
  typeof seatGroups.baskets &
  typeof seatGroups.holds &
  typeof reservationGroups.reservations &
  typeof reservationGroups.reservationPayments &
  typeof reservationGroups.tickets &
  typeof seatAdministrationGroups.seatAdministration;

/** The handler of the operation of a name. */
export type Route<Id extends keyof Operations> = Handler<Operations[Id], ReservationAppEnv>;

/** A sale has 20 s at the gateway, a hold 10: objects have a deadline of their own. */
const REQUEST_MS = 18_000;

/** The context that a request's calls to other Workers share. */
export function callOf(c: Incoming) {
  return callContext(c, REQUEST_MS);
}
