/** The type of bff's routes: each is the handler of one operation. */
import type { bffGroups } from "@edgemart/contracts/bff";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { BffConfig } from "../env.ts";
import type { Deps } from "../ports.ts";

type BffOperations = OperationsIn<typeof bffGroups>;
/** The handler of one operation of the contract. */
export type Route<Id extends keyof BffOperations> = Handler<
  BffOperations[Id],
  AppEnv<BffConfig, Deps>
>;
