/** Messages of a queue that could not be handled, as staff see and settle them. @see specs/notifications.md 8 */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { type Position, positionReader } from "./position.ts";
import { line, storableText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** A message that could not be handled. */
export const DeadMessage = z
  .object({
    id: z.string(),
    queue: z.string(),
    type: z.string().nullable().describe("Of the event in it; null when it could not be read"),
    body: z.string().describe("As it came"),
    reason: z.string(),
    createdAt: Timestamp,
    settledAt: Timestamp.nullable(),
    settledBy: z.string().nullable(),
    settledHow: z.enum(["replayed", "ignored"]).nullable(),
    because: z.string().nullable(),
  })
  .meta({ id: "DeadMessage" });
/** A parsed `DeadMessage`. */
export type DeadMessage = z.infer<typeof DeadMessage>;

/** Parses the id of a message, which its queue gave. */
export const DeadMessageId = storableText(80).min(1);

/** A message with what decides on a replay. */
export interface DeadLetter {
  shown: DeadMessage;
  /** As the queue gave it. */
  body: unknown;
  /** Older than 30 days: what it speaks of is settled otherwise. */
  isOld: boolean;
}

/** What a Worker reads of its dead messages. */
export interface DeadMessageReads {
  /** Lists them, newest first, after a place. */
  list(isSettled: boolean, after: Position | null, limit: number): Promise<DeadMessage[]>;
  /** Gives one; null when there is none. */
  find(id: string): Promise<DeadLetter | null>;
}

/** Reads the place of a message in a list. */
export const readDeadPlace = positionReader(DeadMessageId);

const params = z.object({ id: DeadMessageId });

/**
 * Makes the operations on one Worker's dead messages.
 *
 * @param path where they are: `/api/admin/orders/dead-messages`
 * @param owner part of the operations' names: `Order`
 */
export function deadMessageOperations<Owner extends string>(
  tag: string,
  path: string,
  owner: Owner,
) {
  const list = {
    ...ADMIN,
    method: "get",
    path,
    summary: "Messages that could not be handled, newest first",
    query: z.object({
      settled: z.enum(["no", "yes"]).default("no"),
      limit: PageLimit,
      cursor: Cursor,
    }),
    responses: { 200: keysetPageOf(DeadMessage) },
    errors: [],
  } as const;
  const settling = {
    ...ADMIN_WRITE,
    method: "post",
    fresh: true,
    params,
    body: z.strictObject({ because: line(200) }),
    responses: { 200: DeadMessage },
    errors: ["not_found", "message_settled"],
  } as const;
  const replay = {
    ...settling,
    path: `${path}/{id}/replay`,
    summary: "Handle a message again",
  } as const;
  const ignore = {
    ...settling,
    path: `${path}/{id}/ignore`,
    summary: "Leave a message unhandled for ever, with the reason",
  } as const;
  return operations(tag, {
    [`adminList${owner}DeadMessages`]: list,
    [`adminReplay${owner}DeadMessage`]: replay,
    [`adminIgnore${owner}DeadMessage`]: ignore,
  } as Record<`adminList${Owner}DeadMessages`, typeof list> &
    Record<`adminReplay${Owner}DeadMessage`, typeof replay> &
    Record<`adminIgnore${Owner}DeadMessage`, typeof ignore>);
}
