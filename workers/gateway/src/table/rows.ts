/** The rows of the table: operations from the contracts, each under the policy of its group. */
import type { Operation } from "@edgemart/contracts/operation";
import { checkRows } from "./check-rows.ts";
import { layOut } from "./find-row.ts";
import { halfFor, type ReadPolicy, type WorkerBehind, type WritePolicy } from "./policy.ts";
import type { Access, Row } from "./row.ts";
import { BINDINGS, type Binding, WORKERS } from "./workers.ts";

const READ = ["GET", "HEAD"];
const HEALTH_TIMEOUT_MS = 2_000;

/** Every row, checked when the gateway starts. */
export const ROWS: readonly Row[] = checkRows([
  ...BINDINGS.flatMap((to) => healthRow(to, WORKERS[to])),
  ...BINDINGS.flatMap((to) => operationRows(to, WORKERS[to])),
]);

/** The rows as requests find them. */
export const LAYOUT = layOut(ROWS);

function operationRows(to: Binding, { groups, policies }: WorkerBehind): Row[] {
  return Object.entries(groups).flatMap(([name, group]) =>
    Object.values(group).map((operation) =>
      operationRow(to, operation, halfFor(operation, policies[name])),
    ),
  );
}

function operationRow(to: Binding, operation: Operation, half: ReadPolicy | WritePolicy): Row {
  const method = operation.method.toUpperCase();
  const { key, ...policy } = half;
  return {
    cache: null,
    bodyBytesMax: 0,
    ...policy,
    path: operation.path,
    methods: method === "GET" ? READ : [method],
    to,
    access: accessOf(to, operation),
    idempotency: { ...key, methods: key.use === "off" ? [] : [method] },
    query: operation.query ?? null,
  };
}

/**
 * Gives who may enter. Auth judges every credential of its operations itself. What the owner of a resource may do as
 * well as an administrator is decided where the owner is known: in the Worker.
 */
function accessOf(to: Binding, { credential, right, id }: Operation): Access {
  if (to === "AUTH") return "public";
  switch (credential) {
    case "none":
    case "service":
      return "public";
    case "optional":
      return "optional";
    case "bearer":
      return right === "admin" ? "admin" : "member";
    case "operator":
    case "operator-optional":
      throw new Error(`the operation ${id} is for operators: the gateway answers those itself`);
  }
}

function healthRow(to: Binding, { health }: WorkerBehind): Row[] {
  if (health === undefined) return [];
  return [
    {
      path: health,
      methods: READ,
      to,
      access: "public",
      idempotency: { use: "off", mode: "retry", ttlSeconds: null, methods: [] },
      limit: null,
      keyedPerMinuteMax: null,
      cache: null,
      bodyBytesMax: 0,
      timeoutMs: HEALTH_TIMEOUT_MS,
      query: null,
    },
  ];
}
