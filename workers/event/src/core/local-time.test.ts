/** Local times: gaps, times that come twice, and back again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarDays, isTimeZone, localOf, momentOf, zoneNameAt } from "./local-time.ts";

const at = (local: string, zone: string, fold: 0 | 1 = 0) => {
  const moment = momentOf(local, zone, fold);
  return moment.ok ? new Date(moment.value).toISOString() : moment.error.code;
};
const ZONES = [
  ...["Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"],
  ...["Asia/Kathmandu", "America/St_Johns", "UTC", "Africa/Casablanca"],
];

describe("ticketing 10, attack 27: local time is the truth", () => {
  test.each([
    ["2026-05-01T19:30", "Asia/Seoul", 0, "2026-05-01T10:30:00.000Z"],
    ["2026-07-01T19:30", "Europe/Berlin", 0, "2026-07-01T17:30:00.000Z"],
    ["2026-12-01T19:30:15", "Europe/Berlin", 0, "2026-12-01T18:30:15.000Z"],
    // Clocks go from 02:00 to 03:00.
    ["2026-03-29T02:30", "Europe/Berlin", 0, "local_time_invalid"],
    ["2026-03-29T03:00", "Europe/Berlin", 0, "2026-03-29T01:00:00.000Z"],
    // Clocks go from 03:00 to 02:00.
    ["2026-10-25T02:30", "Europe/Berlin", 0, "2026-10-25T00:30:00.000Z"],
    ["2026-10-25T02:30", "Europe/Berlin", 1, "2026-10-25T01:30:00.000Z"],
    ["2026-10-25T03:30", "Europe/Berlin", 1, "local_time_invalid"],
    // Half an hour.
    ["2026-04-05T01:45", "Australia/Lord_Howe", 0, "2026-04-04T14:45:00.000Z"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", 1, "2026-04-04T15:15:00.000Z"],
    ["2026-05-01T24:00", "Asia/Seoul", 0, "local_time_invalid"],
    ["2026-02-30T10:00", "Asia/Seoul", 0, "local_time_invalid"],
    ["2026-05-01 19:30", "Asia/Seoul", 0, "local_time_invalid"],
    ["2026-05-01T19:30", "Mars/Olympus", 0, "local_time_invalid"],
    ["2026-05-01T19:30", "+09:00", 0, "local_time_invalid"],
  ] as const)("%s in %s, fold %i, is %s", (local, zone, fold, wanted) => {
    expect(at(local, zone, fold)).toBe(wanted);
  });

  test("a moment's local time names that moment, by one fold or the other", () => {
    const year = { min: Date.UTC(2020, 0), max: Date.UTC(2037, 0) };
    fc.assert(
      fc.property(fc.integer(year), fc.constantFrom(...ZONES), (ms, zone) => {
        const moment = Math.floor(ms / 1_000) * 1_000;
        const local = localOf(moment, zone);
        const found = ([0, 1] as const).map((fold) => momentOf(local, zone, fold));
        expect(found.map((each) => (each.ok ? each.value : null))).toContain(moment);
      }),
      { numRuns: 2_000 },
    );
  });

  test("days are those of the calendar in the zone, however long they are", () => {
    const moment = (local: string) => {
      const found = momentOf(local, "Europe/Berlin");
      return found.ok ? found.value : Number.NaN;
    };
    const days = (from: string, to: string) =>
      calendarDays(moment(from), moment(to), "Europe/Berlin");
    expect(days("2026-03-28T23:59", "2026-03-29T03:01")).toBe(1);
    expect(days("2026-10-24T00:00", "2026-10-26T23:59")).toBe(2);
    expect(days("2026-10-26T23:59", "2026-10-26T00:00")).toBe(0);
    expect(days("2026-11-01T10:00", "2026-10-31T10:00")).toBe(-1);
  });

  test("a shown time names the zone as of the event's date", () => {
    expect(zoneNameAt(Date.UTC(2026, 6, 1), "Europe/Berlin", "en-GB")).toBe("CEST");
    expect(zoneNameAt(Date.UTC(2026, 11, 1), "Europe/Berlin", "en-GB")).toBe("CET");
    expect([isTimeZone("Asia/Seoul"), isTimeZone("nowhere")]).toEqual([true, false]);
  });
});
