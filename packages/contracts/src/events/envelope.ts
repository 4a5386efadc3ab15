/** The envelope of every event between Workers. No personal data is in one. @see specs/notifications.md 1–2 */
import { z } from "zod";
import { EventId } from "../ids.ts";
import { Timestamp } from "../time.ts";

/** Largest event as JSON, in bytes. */
export const EVENT_BYTES_MAX = 16 * 1024;

/** An event. `sequence` grows per aggregate; a consumer that keeps state ignores what is not newer. */
export const Envelope = z.strictObject({
  id: EventId,
  /** `<worker>.<past>`. */
  type: z.string().regex(/^[a-z-]+\.[a-z_]+$/),
  version: z.int().positive(),
  source: z.string(),
  occurredAt: Timestamp,
  aggregate: z.strictObject({ type: z.string(), id: z.string(), sequence: z.int().nonnegative() }),
  /** The request's id. */
  correlationId: z.string().max(64),
  data: z.record(z.string(), z.unknown()),
});
/** A parsed `Envelope`. */
export type Envelope = z.infer<typeof Envelope>;
