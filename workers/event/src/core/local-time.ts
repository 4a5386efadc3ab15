/** Local times of an event's zone and the moments they name. Pure. @see specs/ticketing.md 10 */
import { err, ok, type Result } from "@edgemart/contracts/result";

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const DAY_MS = 86_400_000;

/** Tells whether this runtime knows a zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(name);
  } catch {
    return false;
  }
}

/**
 * Gives the moment that a clock on the wall of a zone shows.
 *
 * @param local `2026-03-29T19:30`; seconds may follow
 * @param fold  of a time that comes twice, when clocks are set back: 0 the first, 1 the second; of any other 0
 * @returns milliseconds since the epoch · `local_time_invalid` for what is no time, a day that does not exist, a time
 *          that is left out when clocks are set forward, and a fold of a time that comes once
 */
export function momentOf(
  local: string,
  timeZone: string,
  fold: 0 | 1 = 0,
): Result<number, "local_time_invalid"> {
  const wall = wallOf(local);
  if (wall === null || !isTimeZone(timeZone)) return err("local_time_invalid");
  // Offsets of the day before and after: one of them holds at the moment that is looked for.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => offsetAt(at, timeZone));
  const moments = [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === wall)
    .sort((a, b) => a - b);
  const moment = moments[fold];
  return moment === undefined ? err("local_time_invalid") : ok(moment);
}

/** What a clock on the wall of a zone shows at a moment: `2026-03-29T19:30:00`. */
export function localOf(moment: number, timeZone: string): string {
  return new Date(moment + offsetAt(moment, timeZone)).toISOString().slice(0, 19);
}

/** The zone's name at the date of an event, as it is shown next to a time: `GMT+9`, `CEST`. */
export function zoneNameAt(moment: number, timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(
    moment,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** Days between the dates that two moments have in a zone. */
export function calendarDays(from: number, to: number, timeZone: string): number {
  const day = (at: number) => Date.parse(`${localOf(at, timeZone).slice(0, 10)}T00:00:00Z`);
  return Math.round((day(to) - day(from)) / DAY_MS);
}

/** The wall's time as if it were UTC; null for what is none. */
function wallOf(local: string): number | null {
  const found = LOCAL.exec(local);
  if (!found) return null;
  const wall = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  // 30 February is moved to March by the parser of some runtimes, and is no day.
  return Number.isNaN(wall) || new Date(wall).getUTCDate() !== Number(found[3]) ? null : wall;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  const known = formats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-US", {
      ...{ timeZone, hourCycle: "h23", era: "short" },
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
    });
  // Bounded by the zones there are: others were refused before.
  if (!known) formats.set(timeZone, format);
  const part = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const seconds = Math.floor(moment / 1_000) * 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}
