/**
 * Who must wait before another attempt, as pure reducers; `adapters/throttle.lua.ts` is the same in Lua.
 *
 * Times are epoch seconds. Nothing here reads a clock.
 */

/**
 * `login`, `register`, `asked` count an address prefix, `device` a known browser, `refresh` a session, `totp` a member. Of
 * mails: `mail`, `mailday`, `mailknown` count a mailbox, `mailstaff` what staff have mailed to one, `repeated` an account
 * that is registered again, `unasked` all mails to addresses without account.
 */
export type WindowKind =
  | "login"
  | "register"
  | "asked"
  | "device"
  | "refresh"
  | "totp"
  | "mail"
  | "mailday"
  | "mailknown"
  | "mailstaff"
  | "repeated"
  | "unasked";

/** How many mails a mailbox gets, whatever they are for. @see specs/identity.md 7 */
export const MAILS_MAX = { mail: 3, mailday: 10, mailknown: 3, mailstaff: 3, repeated: 1 } as const;

/** `attempt` numbers the attempts since the last success or the window's begin, this one included. */
export type Admission =
  | { admitted: true; attempt: number }
  | { admitted: false; retryAfterSeconds: number };

/** Length of each window. */
export const WINDOW_SECONDS: Record<WindowKind, number> = {
  login: 600,
  register: 3600,
  device: 3600,
  refresh: 60,
  totp: 900,
  asked: 3600,
  mail: 3600,
  mailday: 86_400,
  mailknown: 3600,
  mailstaff: 3600,
  repeated: 86_400,
  unasked: 3600,
};
/** Tries at a member's second factor in its window, from everywhere together. @see specs/identity.md 48 */
export const FACTOR_TRIES_MAX = 5;
/** Longest wait of an account: 15 minutes. */
export const ACCOUNT_WAIT_MAX_SECONDS = 900;
/** An account's failures are forgotten after a day without one. */
export const ACCOUNT_MEMORY_SECONDS = 86_400;

/** After so many failures in a row an account stays at its longest wait … (NIST SP 800-63B-4 §3.2.2) */
export const ACCOUNT_LOCK_FAILURES = 100;
/** … and is forgotten only after half a year: until then a success or an administrator lifts it. */
export const ACCOUNT_LOCK_MEMORY_SECONDS = 180 * 86_400;

/** Attempts of one key since a window opened. */
export interface WindowState {
  count: number;
  resetAt: number;
}

/** Takes a slot of a fixed window. @see specs/auth.md items 14, 24, 29 */
export function takeWindow(
  state: WindowState,
  limits: { now: number; windowSeconds: number; max: number },
): [WindowState, Admission] {
  const { now, windowSeconds, max } = limits;
  const open = now < state.resetAt ? state : { count: 0, resetAt: now + windowSeconds };
  if (open.count >= max) {
    return [open, { admitted: false, retryAfterSeconds: open.resetAt - now }];
  }
  const count = open.count + 1;
  return [
    { ...open, count },
    { admitted: true, attempt: count },
  ];
}

/** Failures of one account in a row, from all addresses together. */
export interface AccountState {
  failures: number;
  waitUntil: number;
}

/** Takes an attempt on an account: some are free, then each failure doubles the wait. @see specs/auth.md items 25, 27 */
export function takeAccount(
  state: AccountState,
  limits: { now: number; free: number; waitMaxSeconds: number },
): [AccountState, Admission] {
  const { now, free, waitMaxSeconds } = limits;
  if (now < state.waitUntil) {
    return [state, { admitted: false, retryAfterSeconds: state.waitUntil - now }];
  }
  const failures = state.failures + 1;
  const wait = waitSeconds(failures - free, waitMaxSeconds);
  return [
    // A free attempt makes no one wait, not even a request that left in an earlier second and comes after it.
    { failures, waitUntil: wait === 0 ? 0 : now + wait },
    { admitted: true, attempt: failures },
  ];
}

/** 2^excess seconds, nothing while attempts are free. */
function waitSeconds(excess: number, maxSeconds: number): number {
  return excess < 0 ? 0 : Math.min(2 ** Math.min(excess, 30), maxSeconds);
}
