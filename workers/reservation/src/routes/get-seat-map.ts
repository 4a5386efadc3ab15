/** `GET /api/seats/map/{event}`: what may be taken now. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Asks each section of the plan. */
export const getSeatMap: Route<"getSeatMap"> = async (c, { params: { event } }) => {
  const { layouts, sections } = c.var.deps;
  const layout = await layouts.newest(event);
  if (!layout) return err("not_found");
  const { version } = layout;
  const asked = await Promise.all(
    layout.body.sections.map(async ({ no }) => ({
      no,
      answer: await sections.taken({ eventId: event, section: no, layoutVersion: version }),
    })),
  );
  const shown = [];
  for (const { answer, no } of asked) {
    if (!answer.ok) return answer;
    const { bits, free, total } = answer.value;
    shown.push({ no, free, total, taken: bits });
  }
  return reply(200, { event, version, now: new Date().toISOString(), sections: shown });
};
