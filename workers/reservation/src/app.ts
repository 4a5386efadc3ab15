/** Reservation's HTTP surface: the operations of its contract, each with its handler. */
import { reservationGroups } from "@edgemart/contracts/reservation";
import { seatGroups } from "@edgemart/contracts/seats";
import { seatAdministrationGroups } from "@edgemart/contracts/seats-administration";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { readViewer } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type ReservationConfig, readReservationConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { adminGetLayout } from "./routes/admin-get-layout.ts";
import { adminPutLayout } from "./routes/admin-put-layout.ts";
import { cancelReservation } from "./routes/cancel-reservation.ts";
import { confirmReservation } from "./routes/confirm-reservation.ts";
import { getBasket } from "./routes/get-basket.ts";
import { getReservation } from "./routes/get-reservation.ts";
import { getSeatMap } from "./routes/get-seat-map.ts";
import { getSeatPlan } from "./routes/get-seat-plan.ts";
import { getSectionPlan } from "./routes/get-section-plan.ts";
import { holdSeats } from "./routes/hold-seats.ts";
import { listReservations } from "./routes/list-reservations.ts";
import { listTickets } from "./routes/list-tickets.ts";
import { payReservation } from "./routes/pay-reservation.ts";
import { pledgeSeats } from "./routes/pledge-seats.ts";
import { releaseSeats } from "./routes/release-seats.ts";
import type { ReservationMarks } from "./routes/route.ts";

const BODY_BYTES_MAX = 16 * 1024;
const ADMIN_BODY_BYTES_MAX = 128 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<ReservationConfig, Deps, ReservationMarks>({
  service: "reservation",
  readConfig: readReservationConfig,
  depsOf,
  isOutage,
  healthPath: "/api/reservations/health",
});

const isAdmin = requireAdmin<ReservationConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  { ...seatGroups, ...reservationGroups, ...seatAdministrationGroups },
  {
    adminGetLayout,
    adminPutLayout,
    getBasket,
    getSeatMap,
    getSeatPlan,
    getSectionPlan,
    holdSeats,
    releaseSeats,
    cancelReservation,
    confirmReservation,
    getReservation,
    listReservations,
    listTickets,
    payReservation,
    pledgeSeats,
  },
  (operation) => [
    ...memberSteps(operation, isAdmin),
    readViewer,
    ...inputSteps(operation, operation.right ? ADMIN_BODY_BYTES_MAX : BODY_BYTES_MAX),
  ],
);
