/** Reservation's HTTP surface: the operations of its contract, each with its handler. */
import type { Identity } from "@edgemart/contracts/identity";
import { seatGroups } from "@edgemart/contracts/seats";
import { seatAdministrationGroups } from "@edgemart/contracts/seats-administration";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type ReservationConfig, readReservationConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { adminGetLayout } from "./routes/admin-get-layout.ts";
import { adminPutLayout } from "./routes/admin-put-layout.ts";
import { getBasket } from "./routes/get-basket.ts";
import { getSeatMap } from "./routes/get-seat-map.ts";
import { getSeatPlan } from "./routes/get-seat-plan.ts";
import { getSectionPlan } from "./routes/get-section-plan.ts";
import { holdSeats } from "./routes/hold-seats.ts";
import { releaseSeats } from "./routes/release-seats.ts";

const BODY_BYTES_MAX = 16 * 1024;
const ADMIN_BODY_BYTES_MAX = 128 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<ReservationConfig, Deps, { identity: Identity }>({
  service: "reservation",
  readConfig: readReservationConfig,
  depsOf,
  isOutage,
  healthPath: "/api/reservations/health",
});

const isAdmin = requireAdmin<ReservationConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  { ...seatGroups, ...seatAdministrationGroups },
  {
    adminGetLayout,
    adminPutLayout,
    getBasket,
    getSeatMap,
    getSeatPlan,
    getSectionPlan,
    holdSeats,
    releaseSeats,
  },
  (operation) => [
    ...memberSteps(operation, isAdmin),
    ...inputSteps(operation, operation.right ? ADMIN_BODY_BYTES_MAX : BODY_BYTES_MAX),
  ],
);
