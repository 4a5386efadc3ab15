/** What the gateway does for the operations of one group, in addition to what their contract says. */
import type { Operation, OperationGroups, Operations } from "@edgemart/contracts/operation";
import type { AddressLimit } from "./limits.ts";

/** What an Idempotency-Key does. */
export interface KeyPolicy {
  /** `off` ignores the key; `forward` checks it and hands it on, storing nothing. */
  use: "off" | "forward" | "optional" | "required";
  /** `retry` runs an operation of unknown outcome again with its attempt number; `once` never does. */
  mode: "retry" | "once";
  /** Seconds an answer is replayed; null where none is stored, and for reads, where it is `IDEMPOTENCY_TTL_SECONDS`. */
  ttlSeconds: number | null;
  /** Headers of the answer that a replay has in addition to the common ones; lower case. */
  headers?: readonly string[];
}

/** How long an answer that is the same for everyone is kept in front of its Worker; the Worker's own `Cache-Control` can only shorten it. */
export interface CachePolicy {
  /** Seconds without asking the Worker. */
  freshSeconds: number;
  /** Seconds more in which the old answer is given while a new one is fetched in the background. */
  staleSeconds: number;
  /** Seconds more in which the old answer is better than an error. */
  staleIfErrorSeconds: number;
  /** What makes it out of date: a write of the catalog begins a new generation. */
  generation: "catalog";
}

interface CommonPolicy {
  key: KeyPolicy;
  /**
   * New keys of one caller in a minute, on all rows together, counted in the claim; null where nothing is stored. A
   * write above it is 429, a read is answered without its key: each key takes the store's memory, a write's for a month.
   */
  keyedPerMinuteMax: number | null;
  /** Requests of one address in a window, counted by the platform; null: none. */
  limit: AddressLimit | null;
  /** Its 2xx may set a cookie, which a replay never repeats: such operations keep no key. */
  cookies?: true;
  /** Longest wait for the Worker behind, in milliseconds. */
  timeoutMs: number;
}

/** The policy of a group's GETs, which answer HEAD too and take no body. */
export interface ReadPolicy extends CommonPolicy {
  /** Null: every request reaches the Worker. */
  cache: CachePolicy | null;
}

/** The policy of a group's other methods. */
export interface WritePolicy extends CommonPolicy {
  /** Largest request body, in bytes. */
  bodyBytesMax: number;
  /** The body goes through without being held: counted as it passes, and only after the caller's rights are known. */
  bodyStreams?: true;
  /** Milliseconds in which the entire body must have arrived. @default `BODY_MS` */
  bodyMs?: number;
}

/** The policy of one group: a half for its reads and one for its writes, each where the group has such operations. */
export type GroupPolicy<Group extends Operations = Operations> = (HasRead<Group> extends true
  ? { reads: ReadPolicy }
  : { reads?: never }) &
  (HasWrite<Group> extends true ? { writes: WritePolicy } : { writes?: never });

type MethodsOf<Group extends Operations> = Group[keyof Group]["method"];
type HasRead<Group extends Operations> = "get" extends MethodsOf<Group> ? true : false;
type HasWrite<Group extends Operations> =
  Exclude<MethodsOf<Group>, "get"> extends never ? false : true;

/** The policies of a Worker: one for each group of its operations. */
export type Policies<Groups extends OperationGroups> = {
  readonly [Name in keyof Groups]: GroupPolicy<Groups[Name]>;
};

/** A Worker behind the gateway: what it answers, and under which policies. */
export interface WorkerBehind {
  groups: OperationGroups;
  policies: Readonly<Record<string, { reads?: ReadPolicy; writes?: WritePolicy }>>;
  /** Address at which anyone may ask whether it answers; absent where only the gateway asks. */
  health?: string;
}

/**
 * Writes down a Worker's policies; a group without one, or one without its group, does not compile.
 *
 * @param groups what the Worker's contract exports
 */
export function worker<Groups extends OperationGroups>(
  groups: Groups,
  policies: Policies<Groups>,
  more: { health?: string } = {},
): WorkerBehind {
  return { groups, policies, ...more };
}

/** Gives the half of a policy that holds for an operation. @throws when the group's policy lacks it, which the types exclude */
export function halfFor(
  { method, id }: Operation,
  policy: { reads?: ReadPolicy; writes?: WritePolicy } | undefined,
): ReadPolicy | WritePolicy {
  const half = method === "get" ? policy?.reads : policy?.writes;
  if (!half) throw new Error(`the operation ${id} has no policy`);
  return half;
}
