/** Errors that the search must find: rules of statements that are off, and ports that are bent. @see specs/notifications.md 50 */
import type { Planted } from "./world.ts";

/** An error, what it is called, and the law that tells of it. */
export interface PlantedError extends Planted {
  name: string;
  says: RegExp;
}

/** All of them. */
export const PLANTED: readonly PlantedError[] = [
  {
    name: "a message is acknowledged before it is kept",
    bend: (deps) => ({ ...deps, events: { ...deps.events, unseen: async () => [] } }),
    says: /^plan: an event was not planned/m,
  },
  {
    name: "the cursor has no lag",
    lagMs: 0,
    says: /^plan: an event was not planned/m,
  },
  {
    name: "an event is planned each time it comes",
    rules: { eventIsUnique: false },
    says: /^plan: an event was planned \d times/m,
  },
  {
    name: "an event and its messages are no key",
    rules: { eventIsUnique: false, deliveryIsUnique: false },
    says: /^copies: two deliveries/m,
  },
  {
    name: "a lease that ran out is not taken for a lost answer",
    rules: { claimCountsLost: false },
    says: /^copies: /m,
  },
  {
    name: "every outcome that is not known is tried again",
    bend: (deps) => ({
      ...deps,
      deliveries: {
        ...deps.deliveries,
        settle: (claimed, settlement, way) =>
          deps.deliveries.settle(
            claimed,
            settlement.state === "unknown"
              ? { ...settlement, state: "due", waitSeconds: 30 }
              : settlement,
            way,
          ),
      },
    }),
    says: /^copies: /m,
  },
  {
    name: "a provider that knows no keys is taken for one that does",
    bend: (deps) => ({ ...deps, email: { ...deps.email, hasKeys: true } }),
    says: /^copies: /m,
  },
  { name: "stale messages are sent", rules: { claimJudgesStale: false }, says: /^left: stale/m },
  {
    name: "a refusal is asked for only when a message is planned",
    rules: { claimJudgesOptOut: false },
    says: /^left: opted out/m,
  },
  {
    name: "advertising is sent at night",
    rules: { claimJudgesNight: false },
    says: /^left: at night/m,
  },
  {
    name: "what a newer event made untrue is sent",
    rules: { claimJudgesNewer: false },
    says: /^left: superseded/m,
  },
  {
    name: "suppressed addresses are written to",
    bend: (deps) => ({ ...deps, returns: { ...deps.returns, suppressed: async () => new Map() } }),
    says: /^left: suppressed/m,
  },
  {
    name: "a claimer that slept sends all the same",
    bend: (deps) => ({ ...deps, now: () => 0 }),
    says: /^left: after its lease/m,
  },
];
