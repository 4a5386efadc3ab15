/** What a rule is: how an event of one type becomes messages. Pure. @see specs/notifications.md 10–12 */
import type { z } from "zod";
import type { Category } from "./categories.ts";
import type { Template } from "./templates.ts";

/** Who is written to. The address is asked of its owner when the message is made; of a deleted member it is the last one. */
export type Recipient =
  | { order: string }
  | { member: string }
  | { link: string }
  | { deleted: string };

/** One message that an event asks for. */
export interface Told {
  /** Names the rule in rows; unique within an event. */
  rule: string;
  category: Category;
  template: Template;
  recipient: Recipient;
  /** Whose inbox has it; null for a guest. */
  memberId: string | null;
  /** False: the inbox alone. */
  byEmail: boolean;
  /** Also to the telephone of the delivery, where the shop sends text messages. */
  bySms?: true;
}

/** An event of a known shape, as rules read it. */
export interface Happened {
  type: string;
  data: unknown;
}

/** The rule of a type of event. */
export interface Rule {
  /** Parses its data. */
  data: z.ZodType;
  version: 1;
  /** Seconds after it happened in which it is worth telling. */
  usefulSeconds: number;
  /** Newer events of the same aggregate that make it untrue. */
  supersededBy: readonly string[];
  /** They must agree in this field of their data: of two parcels neither supersedes the other. */
  sameField: "changeId" | "shipmentId" | null;
  /** @param data parsed by `data` */
  tell(data: never): Told[];
}
