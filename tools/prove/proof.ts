/** What `npm run prove` runs: a search through schedules of faults, each named by its seed. */

/** What a search found. */
export interface Found {
  schedules: number;
  /** How much of what was met, in words: a search that meets nothing proves nothing. */
  met: string;
  /** The first schedules that broke a law. */
  broken: { seed: number; violations: string[] }[];
  brokenCount: number;
}

/** One search. */
export interface Proof {
  /** How many schedules there are unless `--schedules` says so. */
  schedules: number;
  search(seed: number, schedules: number): Found | Promise<Found>;
  /** Plays the schedule of a seed again. @returns what it broke, and what is worth printing */
  again(seed: number): Again | Promise<Again>;
  /** Releases what the search holds. */
  stop?(): Promise<void>;
}

/** A schedule played again. */
export interface Again {
  violations: string[];
}
