/** The moments that an event's local times name. Pure. @see specs/ticketing.md 10 */
import { EVENT_TIMES, type EventTime } from "@edgemart/contracts/event";
import type { Failure, Result } from "@edgemart/contracts/result";
import { isTimeZone, momentOf } from "./local-time.ts";

/** Local times with what decides which moments they are. */
export interface LocalTimes {
  timeZone: string;
  times: Readonly<Record<EventTime, string>>;
  /** Times that come twice and mean the second one. */
  fold: readonly EventTime[];
}

/** Moments by their names, as RFC 3339 in UTC. */
export type Moments = Record<EventTime, string>;

/** What must not come after what. */
const ORDER: readonly (readonly [EventTime, EventTime, "before" | "not after"])[] = [
  ["saleOpens", "saleCloses", "before"],
  ["saleCloses", "ends", "not after"],
  ["doors", "starts", "not after"],
  ["starts", "ends", "before"],
];

/** Gives them. @returns `local_time_invalid`: no such time there · `validation_failed`: in no order that an event can have */
export function momentsOf(
  local: LocalTimes,
): Result<Moments, "local_time_invalid" | "validation_failed"> {
  if (!isTimeZone(local.timeZone))
    return failed("validation_failed", "timeZone", "must be an IANA time zone such as Asia/Seoul");
  const moments = {} as Moments;
  for (const name of EVENT_TIMES) {
    const moment = momentOf(local.times[name], local.timeZone, local.fold.includes(name) ? 1 : 0);
    if (!moment.ok)
      return failed(
        "local_time_invalid",
        `times.${name}`,
        "is no time of this zone, or comes once",
      );
    moments[name] = new Date(moment.value).toISOString();
  }
  for (const [earlier, later, how] of ORDER) {
    const isFit =
      how === "before" ? moments[earlier] < moments[later] : moments[earlier] <= moments[later];
    if (!isFit) return failed("validation_failed", `times.${later}`, `must come after ${earlier}`);
  }
  return { ok: true, value: moments };
}

function failed<Code extends Failure["code"]>(
  code: Code,
  path: string,
  message: string,
): Result<never, Code> {
  return { ok: false, error: { code, errors: [{ path, code: "custom", message }] } };
}
