/** Every operation that a Worker behind the gateway answers, from the contracts. */
import { type Operation, operationsIn } from "@edgemart/contracts/operation";
import { BINDINGS, WORKERS } from "../table/workers.ts";

/** Operations of all Workers, in the order of the table. */
export const OPERATIONS: readonly Operation[] = BINDINGS.flatMap((to) =>
  operationsIn(WORKERS[to].groups),
);
