/** Keeps sections that are alike for everybody: fresh, stale while renewed, or stale because the service is away. */
import type { Answer } from "./views/answer.ts";

const FRESH_MS = 60_000;
const STALE_MS = FRESH_MS + 300_000;
const AWAY_MS = STALE_MS + 86_400_000;
const SECTIONS_MAX = 300;

// Plain data of everybody's, bounded; the oldest use makes room. Never a member's part, never a promise.
const kept = new Map<string, { value: unknown; atMs: number }>();
// Sections this isolate renews just now: nobody waits for another's renewal.
const renewing = new Set<string>();

export interface Keeper {
  /** Null while the generation is not known: nothing is kept. */
  generation: string | null;
  waitUntil(work: Promise<unknown>): void;
}

/**
 * Gives a section from what is kept, or asks for it and keeps the answer.
 *
 * @param name what it depends on besides the generation: screen, language, parameters
 * @returns `late: true` when the service is away and the last good answer stands in
 */
export async function section<T>(
  { generation, waitUntil }: Keeper,
  name: string,
  ask: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  if (generation === null) return ask();
  const key = `${generation} ${name}`;
  const found = find<T>(key);
  const ageMs = found ? Date.now() - found.atMs : Number.POSITIVE_INFINITY;
  if (found && ageMs < FRESH_MS) return { kind: "value", value: found.value };
  if (found && ageMs < STALE_MS) {
    if (!renewing.has(key)) waitUntil(renew(key, ask));
    return { kind: "value", value: found.value };
  }
  const answer = await ask();
  if (answer.kind === "value") keep(key, answer.value);
  if (answer.kind === "away" && found && ageMs < AWAY_MS) {
    return { kind: "value", value: found.value, late: true };
  }
  return answer;
}

async function renew<T>(key: string, ask: () => Promise<Answer<T>>): Promise<void> {
  renewing.add(key);
  try {
    const answer = await ask();
    if (answer.kind === "value") keep(key, answer.value);
  } finally {
    renewing.delete(key);
  }
}

function find<T>(key: string): { value: T; atMs: number } | undefined {
  const entry = kept.get(key);
  if (!entry) return undefined;
  kept.delete(key);
  kept.set(key, entry);
  // Guarantee of the cast: a key names its section, and each section has one shape.
  return entry as { value: T; atMs: number };
}

function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, { value, atMs: Date.now() });
  for (const oldest of kept.keys()) {
    if (kept.size <= SECTIONS_MAX) break;
    kept.delete(oldest);
  }
}
