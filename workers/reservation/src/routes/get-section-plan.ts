/** `GET /api/seats/layout/{event}/{version}/{section}`. */
import { err } from "@edgemart/contracts/result";
import { tagged } from "@edgemart/worker-kit/reply";
import { planSection, seatsOf } from "../core/seat-plan.ts";
import type { Route } from "./route.ts";

/** Gives the seats of a section. */
export const getSectionPlan: Route<"getSectionPlan"> = async (c, { params }) => {
  const { event, section: no, version } = params;
  const layout = await c.var.deps.layouts.version(event, version);
  const section = layout?.body.sections.find((each) => each.no === no);
  if (!section) return err("not_found");
  return tagged({ event, version, section: planSection(section), seats: seatsOf(section) });
};
