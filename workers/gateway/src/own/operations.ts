/** Every operation that a Worker behind the gateway answers, from the contracts. */
import { authGroups } from "@edgemart/contracts/auth";
import { bffGroups } from "@edgemart/contracts/bff";
import { catalogGroups } from "@edgemart/contracts/catalog-groups";
import { mediaGroups } from "@edgemart/contracts/images";
import { memberGroups } from "@edgemart/contracts/member";
import { type Operation, operationsIn } from "@edgemart/contracts/operation";

export const OPERATIONS: readonly Operation[] = [
  bffGroups,
  catalogGroups,
  memberGroups,
  authGroups,
  mediaGroups,
].flatMap(operationsIn);
