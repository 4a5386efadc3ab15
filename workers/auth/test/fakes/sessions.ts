/** Sessions in memory: the real reducer of core, and marks. */
import { isVoidedBy, markOf } from "@edgemart/redis/void-marks";
import {
  EMPTY_WORLD,
  reduce,
  type SessionCommand,
  type SessionWorld,
} from "../../src/core/sessions.ts";
import { type SessionStore, Unavailable } from "../../src/ports.ts";

/** Sessions, and what a test looks at or sets. */
export interface MemorySessions extends SessionStore {
  world: SessionWorld;
  /** Member id → its mark. */
  marks: Map<string, string>;
  calls: number;
}

/** Makes an empty store of sessions; `down.redis` makes every call fail. */
export function memorySessions(down: { redis: boolean }): MemorySessions {
  const check = () => {
    sessions.calls++;
    if (down.redis) throw new Unavailable("redis: unavailable");
  };
  const step = (command: SessionCommand) => {
    check();
    const [world, outcome] = reduce(sessions.world, command);
    sessions.world = world;
    return outcome;
  };
  const sessions: MemorySessions = {
    world: EMPTY_WORLD,
    marks: new Map(),
    calls: 0,
    async peek(sessionId) {
      check();
      return sessions.world.sessions.get(sessionId) ?? null;
    },
    async create(command) {
      const outcome = step(command);
      if (outcome.kind !== "created") throw new Error(outcome.kind);
      return outcome;
    },
    async refresh(command) {
      const outcome = step(command);
      switch (outcome.kind) {
        case "created":
        case "ended":
        case "everyoneEnded":
        case "confirmed":
          throw new Error(outcome.kind);
        default:
          return outcome;
      }
    },
    async end(command) {
      const outcome = step(command);
      return outcome.kind === "ended" ? outcome.sessionIds : [];
    },
    async endEveryone(nowMs) {
      step({ kind: "endEveryone", nowMs });
    },
    async confirm(command) {
      return step(command).kind === "confirmed";
    },
    async list(memberId) {
      check();
      const mine = [...sessions.world.sessions].filter(
        ([, each]) => each.memberId === memberId && (each.era ?? 0) >= sessions.world.era,
      );
      return mine.map(([id, each]) => ({ id, ...each }));
    },
    async isRevoked({ era, issuedAt, memberId, memberVersion, sessionId }) {
      check();
      const { world, marks } = sessions;
      const everyone = world.era === 0 ? null : markOf(Math.floor(world.era / 1000), world.era);
      return (
        world.revoked.has(sessionId) ||
        isVoidedBy(marks.get(memberId), { issuedAt, made: memberVersion }) ||
        isVoidedBy(everyone, { issuedAt, made: era })
      );
    },
  };
  return sessions;
}
