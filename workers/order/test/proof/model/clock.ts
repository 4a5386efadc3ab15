/** The one clock of a world, in whole seconds from its beginning, and the times that rows carry. */

const BEGINNING = Date.parse("2026-01-05T00:00:00.000Z");

/** A clock that only its schedule moves. */
export interface Clock {
  now: number;
}

/** Writes a second of the world as rows and contracts do. */
export function timeOf(seconds: number): string {
  return new Date(BEGINNING + seconds * 1000).toISOString();
}

/** Reads it back. */
export function secondsOf(time: string): number {
  return (Date.parse(time) - BEGINNING) / 1000;
}
