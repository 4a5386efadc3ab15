/** What a view knows of a service's answer. Types only. */
import type { Failure } from "@edgemart/contracts/result";

/** `away` when the service broke or was too slow. */
export type Answer<T> =
  | { kind: "value"; value: T }
  | { kind: "refused"; error: Failure }
  | { kind: "away" };
