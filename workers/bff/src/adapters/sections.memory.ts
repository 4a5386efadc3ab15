/** Keeps sections that are alike for all in this isolate: fresh, stale while renewed, or stale in an outage. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Lives, Made } from "@edgemart/kept/generation";
import { memoryPlace } from "@edgemart/kept/place";
import { Renewals } from "@edgemart/kept/renewals";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Answer } from "../core/answer.ts";
import type { Sections } from "../ports.ts";

const FRESH_MS = 60_000;
const STALE_MS = FRESH_MS + 300_000;
const OUTAGE_MS = STALE_MS + 86_400_000;

interface Section<T> extends Lives, Made {
  value: T;
}

// Plain data that is alike for all. Never a member's part, never a promise.
const kept = memoryPlace<Section<unknown>>(
  { costMax: 16 * 1024 * 1024, entriesMax: 300 },
  // A character is two bytes; a value's own objects cost about as much again.
  (name, { value }) => 2 * name.length + 4 * JSON.stringify(value).length,
);
const renewals = new Renewals();

/**
 * Makes the port.
 *
 * @param generation null while it is not known: nothing is kept, and what is kept serves in an outage alone
 * @param later      lets a renewal go on after the answer
 */
export function keptSections(
  generation: string | null,
  later: (work: Promise<unknown>) => void,
): Sections {
  return {
    generation,
    section: <T, Code extends ErrorCode>(name: string, ask: () => Promise<Answer<T, Code>>) =>
      renewals.answer<{ value: T }, Answer<T, Code>>({
        key: name,
        // Guarantee of the cast: a name names its section, and each section has one shape.
        kept: kept.get(name) as Section<T> | undefined,
        current: generation,
        make: async () => {
          const answer = await ask();
          if (answer.kind === "value" && generation !== null) keep(name, answer.value, generation);
          // What no longer exists covers no outage.
          if (answer.kind === "refused") kept.drop(name);
          return answer;
        },
        isMade: ({ kind }) => kind !== "unavailable",
        give: ({ value }, _how, late) => ({ kind: "value", value, ...(late ? { late } : {}) }),
        failed(thrown) {
          // Its kind alone: the rest of a name is what a visitor searched for.
          const section = name.split(" ", 1)[0];
          log("error", "bff.section_failed", { section, reason: reasonOf(thrown) });
        },
        later,
      }),
  };
}

function keep(name: string, value: unknown, generation: string): void {
  const storedMs = Date.now();
  kept.put(name, {
    value,
    generation,
    storedMs,
    freshUntilMs: storedMs + FRESH_MS,
    staleUntilMs: storedMs + STALE_MS,
    errorUntilMs: storedMs + OUTAGE_MS,
  });
}
