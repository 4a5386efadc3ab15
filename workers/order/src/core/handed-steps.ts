/** What a message of the queue of steps holds. Pure. */
import { z } from "zod";

/** A step that was given to a message: its subject, and until when it is the message's. */
const HandedStep = z.object({ subject: z.string(), stamp: z.string() });
/** A parsed `HandedStep`. */
export type HandedStep = z.output<typeof HandedStep>;

/** Steps of one message. */
export const STEPS_PER_MESSAGE = 5;

const Message = z.array(HandedStep).max(STEPS_PER_MESSAGE);

/** Reads a message; empty for what is none. */
export function readHandedSteps(body: unknown): HandedStep[] {
  const parsed = Message.safeParse(body);
  return parsed.success ? parsed.data : [];
}
