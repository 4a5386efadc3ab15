/** The clock of a local system: calls each Worker's `scheduled` when its wrangler file says so, as Cloudflare would. */
import { setTimeout as delay } from "node:timers/promises";
import type { Service } from "../services.ts";
import { isDue, parseCron, type Schedule } from "./schedule.ts";

/** Runs the `scheduled` of a Worker and gives its outcome: `ok`, or what workerd says instead. */
export type Dispatch = (worker: string, cron: string, at: Date) => Promise<string>;

/** Whose clocks run, and how a call is made. */
export interface CronOptions {
  services: readonly Pick<Service, "id" | "name" | "crons">[];
  dispatch: Dispatch;
  /** One line for each call, and for each that is left out. */
  log(line: string): void;
  /** Longest wait for one call: a handler that sweeps for an entire minute returns by second 57. @default 60 000 */
  deadlineMs?: number;
}

/** The local clock. */
export interface Crons {
  /** Calls what is due in this minute, one call at a time for each Worker, and waits for all. */
  tick(at: Date): Promise<void>;
  /** Begins to tick at every full minute. */
  begin(): void;
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** How long the end waits for calls under way: most of them sleep between two sweeps, and what is cut is done again. */
const SETTLE_MS = 1_000;

/** Makes the clock; a minute missed while the machine sleeps stays missed, as sealing and tidying allow. */
export function cronsOf({ services, dispatch, log, deadlineMs = 60_000 }: CronOptions): Crons {
  const plans = services.map(({ id, name, crons }) => ({ id, name, crons: readable(id, crons) }));
  /** Ids of Workers whose last call has not ended: none gets a second one at the same time. */
  const busy = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const call = async (id: string, name: string, cron: string, at: Date) => {
    const begun = performance.now();
    const said = dispatch(name, cron, at).then(
      (outcome) => outcome,
      (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`,
    );
    const ended = said.then(() => void busy.delete(id));
    busy.set(id, ended);
    const ms = () => Math.round(performance.now() - begun);
    const late = new AbortController();
    const outcome = await Promise.race([
      said,
      delay(deadlineMs, `has not ended in ${deadlineMs / 1000} s`, { signal: late.signal }),
    ]);
    late.abort();
    log(`[cron] ${id} "${cron}": ${outcome} (${ms()} ms)`);
  };

  function readable(id: string, crons: readonly string[]): [string, Schedule][] {
    return crons.flatMap((cron) => {
      const schedule = parseCron(cron);
      if (schedule) return [[cron, schedule] as [string, Schedule]];
      log(`[cron] ${id} "${cron}": never called here, only plain numbers are understood`);
      return [];
    });
  }

  const tick = async (at: Date) => {
    await Promise.all(
      plans.map(async ({ id, name, crons }) => {
        for (const [cron] of crons.filter(([, schedule]) => isDue(schedule, at))) {
          if (busy.has(id)) log(`[cron] ${id} "${cron}": left out, the call before has not ended`);
          else await call(id, name, cron, at);
        }
      }),
    );
  };

  const begin = () => {
    // A little late, so that the minute has surely begun.
    timer = setTimeout(
      () => {
        void tick(new Date());
        begin();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS) + 50,
    );
  };

  return {
    tick,
    begin,
    async stop() {
      clearTimeout(timer);
      const patience = new AbortController();
      const waited = delay(SETTLE_MS, undefined, { signal: patience.signal }).catch(
        () => undefined,
      );
      await Promise.race([Promise.all(busy.values()), waited]);
      patience.abort();
    },
  };
}
