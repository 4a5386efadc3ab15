/** Cron expressions as Cloudflare reads them, as far as they are five fields of numbers; pure, in UTC. */

/** The numbers each field allows: minute, hour, day of the month, month, day of the week (1 is Sunday). */
export type Schedule = readonly [Field, Field, Field, Field, Field];
type Field = ReadonlySet<number>;

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
] as const;

/**
 * Reads an expression of numbers, `*`, lists, ranges and steps.
 *
 * @returns null for what is not understood: names, `L`, `W`, `#`, or days of the month and of the week together
 * @see https://developers.cloudflare.com/workers/configuration/cron-triggers/#supported-cron-expressions
 */
export function parseCron(text: string): Schedule | null {
  const words = text.trim().split(/\s+/);
  if (words.length !== RANGES.length || (words[2] !== "*" && words[4] !== "*")) return null;
  const fields = RANGES.map(([low, high], i) => parseField(words[i] ?? "", low, high));
  return fields.includes(null) ? null : (fields as unknown as Schedule); // five, none of them null
}

/** Tells whether the expression names the minute that `at` is in. */
export function isDue([minute, hour, day, month, weekday]: Schedule, at: Date): boolean {
  return (
    minute.has(at.getUTCMinutes()) &&
    hour.has(at.getUTCHours()) &&
    day.has(at.getUTCDate()) &&
    month.has(at.getUTCMonth() + 1) &&
    weekday.has(at.getUTCDay() + 1)
  );
}

function parseField(text: string, low: number, high: number): Field | null {
  const allowed = new Set<number>();
  for (const part of text.split(",")) {
    const [, range = "", from, to, step] = /^(\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === "") return null;
    const first = from === undefined ? low : Number(from);
    // `5/15` goes on from 5 to the end.
    const last = to !== undefined ? Number(to) : from === undefined || step ? high : first;
    const by = Number(step ?? 1);
    if (first < low || last > high || first > last || by < 1) return null;
    for (let number = first; number <= last; number += by) allowed.add(number);
  }
  return allowed;
}
