/** Valid calls of events. */
import type { AdminEvent } from "@edgemart/contracts/event-administration";
import { type BuildCall, ifMatch, type Setup } from "./setup.ts";

const DAY_MS = 86_400_000;

/** A local time in Korea so many days from now. */
function localTime(days: number, time: string): string {
  return `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T${time}`;
}

/** A draft whose sale is open once it is published, or opens later. @param opensInDays negative: in the past */
export function eventInput(opensInDays = -1) {
  const tag = crypto.randomUUID().slice(0, 8);
  return {
    slug: `test-concert-${tag}`,
    title: { ko: `시험 공연 ${tag}`, en: `Test concert ${tag}` },
    venue: { ko: "시험 극장", en: "Test hall" },
    timeZone: "Asia/Seoul",
    times: {
      saleOpens: localTime(opensInDays, "10:00"),
      saleCloses: localTime(29, "18:00"),
      doors: localTime(30, "18:30"),
      starts: localTime(30, "19:30"),
      ends: localTime(30, "22:00"),
    },
  };
}

/** Makes an event, and publishes it. */
export async function publishedEvent(setup: Setup, opensInDays = -1): Promise<AdminEvent> {
  const { id, version } = await draft(setup, opensInDays);
  return setup.ask<AdminEvent>(`/api/admin/events/${id}/publish`, {
    json: {},
    headers: ifMatch({ version }),
  });
}

const draft = (setup: Setup, opensInDays = -1) =>
  setup.ask<AdminEvent>("/api/admin/events", { json: eventInput(opensInDays) });

async function published(setup: Setup, opensInDays = -1) {
  const event = await publishedEvent(setup, opensInDays);
  return { event, params: { id: event.id }, headers: ifMatch(event) };
}

/** Calls of events and of their administration. */
export const EVENT_CALLS: Record<string, BuildCall> = {
  getEvent: async (setup) => ({ params: { event: (await publishedEvent(setup)).slug } }),
  adminGetEvent: async (setup) => ({ params: { id: (await draft(setup)).id } }),
  adminCreateEvent: async () => ({ json: eventInput() }),
  adminChangeEvent: async (setup) => {
    const event = await draft(setup);
    return { params: { id: event.id }, headers: ifMatch(event), json: { perMember: 2 } };
  },
  adminPublishEvent: async (setup) => {
    const event = await draft(setup);
    return { params: { id: event.id }, headers: ifMatch(event) };
  },
  adminMoveEvent: async (setup) => {
    const { event, ...call } = await published(setup);
    const times = {
      ...event.times,
      doors: localTime(40, "18:30"),
      starts: localTime(40, "19:30"),
      ends: localTime(40, "22:00"),
    };
    return { ...call, json: { times, reason: "The hall is being mended" } };
  },
  adminCancelEvent: async (setup) => {
    const { event, ...call } = await published(setup);
    return { ...call, json: { slug: event.slug, reason: "The singer is ill" } };
  },
};
