/** Limits in memory: the real functions of core. */
import {
  ACCOUNT_WAIT_MAX_SECONDS,
  FACTOR_TRIES_MAX,
  MAILS_MAX,
  takeAccount,
  takeWindow,
  WINDOW_SECONDS,
  type WindowKind,
} from "../../src/core/throttle.ts";
import { type Throttle, Unavailable } from "../../src/ports.ts";

/** Makes the limits of a configuration; `down.redis` makes every call fail. */
export function memoryThrottle(
  config: {
    DEVICE_FAILURES_MAX: number;
    REFRESHES_MAX: number;
    LOGIN_FAILURES_MAX: number;
    REGISTRATIONS_MAX: number;
    LOGIN_ACCOUNT_FAILURES_FREE: number;
    LINKS_ASKED_MAX: number;
    UNASKED_MAILS_MAX: number;
  },
  down: { redis: boolean },
): Throttle {
  const windows = new Map<string, { count: number; resetAt: number }>();
  const accounts = new Map<string, { failures: number; waitUntil: number }>();
  const max: Record<WindowKind, number> = {
    login: config.LOGIN_FAILURES_MAX,
    register: config.REGISTRATIONS_MAX,
    device: config.DEVICE_FAILURES_MAX,
    refresh: config.REFRESHES_MAX,
    totp: FACTOR_TRIES_MAX,
    asked: config.LINKS_ASKED_MAX,
    unasked: config.UNASKED_MAILS_MAX,
    ...MAILS_MAX,
  };
  const check = () => {
    if (down.redis) throw new Unavailable("redis: unavailable");
  };
  return {
    async takeWindow(kind, prefix, now) {
      check();
      const key = `${kind} ${prefix}`;
      const limits = { now, windowSeconds: WINDOW_SECONDS[kind], max: max[kind] };
      const [state, admission] = takeWindow(windows.get(key) ?? { count: 0, resetAt: 0 }, limits);
      windows.set(key, state);
      return admission;
    },
    async giveBackWindow(kind, prefix) {
      check();
      const state = windows.get(`${kind} ${prefix}`);
      if (state) state.count--;
    },
    async takeAccount(account, now) {
      check();
      const limits = {
        now,
        free: config.LOGIN_ACCOUNT_FAILURES_FREE,
        waitMaxSeconds: ACCOUNT_WAIT_MAX_SECONDS,
      };
      const [state, admission] = takeAccount(
        accounts.get(account) ?? { failures: 0, waitUntil: 0 },
        limits,
      );
      accounts.set(account, state);
      return admission;
    },
    async giveBackAccount(account) {
      check();
      const state = accounts.get(account);
      if (state) accounts.set(account, { failures: state.failures - 1, waitUntil: 0 });
    },
    async forgive(prefix, { account, device }) {
      check();
      windows.delete(`login ${prefix}`);
      if (device === null) accounts.delete(account);
      else windows.delete(`device ${device}`);
    },
    async unlock(account) {
      check();
      accounts.delete(account);
    },
  };
}
