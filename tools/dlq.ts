/** `npm run dlq`: messages that no Worker could handle, of all Workers: listed, handled again, or left with a reason. */
import { parseArgs } from "node:util";
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import { memberGroups } from "@edgemart/contracts/member";
import { notificationGroups } from "@edgemart/contracts/notification-operations";
import { operationsIn } from "@edgemart/contracts/operation";
import { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { type AskAdmin, namedAdmin, signInAdmin } from "./admin-api.ts";

/** Pages of one Worker's list that are read: five thousand messages. */
const PAGES_MAX = 50;
const PAGE = 100;
const USAGE = `usage:
  npm run dlq -- list [--settled]
  npm run dlq -- replay ID --because "why"
  npm run dlq -- ignore ID --because "why"
with --email administrator@example.com and --code 123456 where it is not the demo's administrator`;

/** Where each Worker that consumes a queue lists its dead messages. */
export const DEAD_MESSAGE_PATHS = [memberGroups, orderAdministrationGroups, notificationGroups]
  .flatMap(operationsIn)
  .filter(({ id, method }) => method === "get" && id.endsWith("DeadMessages"))
  .map(({ path }) => path);

/** A message, and the path below which it is settled. */
export interface Found {
  path: string;
  message: DeadMessage;
}

/** Lists the messages of all Workers, newest first. @param isSettled those that someone has settled, instead of the others */
export async function listDead(ask: AskAdmin, isSettled: boolean): Promise<Found[]> {
  const lists = DEAD_MESSAGE_PATHS.map((path) => listOf(ask, path, isSettled));
  const found = (await Promise.all(lists)).flat();
  return found.sort((a, b) => b.message.createdAt.localeCompare(a.message.createdAt));
}

/**
 * Settles a message. One that is settled already stays as it is, so that the same command twice has one effect.
 *
 * @returns the message as it is then
 * @throws when no Worker has it, or its Worker refuses
 */
export async function settleDead(
  ask: AskAdmin,
  { id, how, because }: { id: string; how: "replay" | "ignore"; because: string },
): Promise<DeadMessage> {
  const isIt = ({ message }: Found) => message.id === id;
  const open = (await listDead(ask, false)).find(isIt);
  if (open) {
    return ask(`${open.path}/${encodeURIComponent(id)}/${how}`, { because });
  }
  const settled = (await listDead(ask, true)).find(isIt);
  if (!settled) throw new Error(`no Worker has a dead message ${id}`);
  return settled.message;
}

/** Says a message on one line; what is in it is shown to the administration's pages alone. */
export function lineOf({ id, queue, type, reason, createdAt, ...settled }: DeadMessage): string {
  const { settledAt, settledHow, settledBy, because } = settled;
  const end = settledAt ? ` · ${settledHow} ${settledAt} by ${settledBy}: ${because}` : "";
  return `${id} · ${createdAt} · ${queue} · ${type ?? "unreadable"} · ${reason}${end}`;
}

async function listOf(ask: AskAdmin, path: string, isSettled: boolean): Promise<Found[]> {
  const found: Found[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const asked = `${path}?settled=${isSettled ? "yes" : "no"}&limit=${PAGE}${after}`;
    const list = await ask<{ items: DeadMessage[]; nextCursor: string | null }>(asked);
    found.push(...list.items.map((message) => ({ path, message })));
    cursor = list.nextCursor;
    if (cursor === null) break;
  }
  return found;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      settled: { type: "boolean", default: false },
      because: { type: "string" },
      email: { type: "string" },
      code: { type: "string" },
      api: { type: "string" },
    },
  });
  const [how = "list", id] = positionals;
  const { settled, because, ...named } = values;
  const settles = how === "replay" || how === "ignore";
  if (how !== "list" && !settles) throw new Error(USAGE);
  if (settles && !(id && because)) throw new Error(USAGE);
  const ask = await signInAdmin(await namedAdmin(named, USAGE));
  if (settles) {
    console.log(lineOf(await settleDead(ask, { id: id ?? "", how, because: because ?? "" })));
    return;
  }
  const found = await listDead(ask, settled);
  for (const { message } of found) console.log(lineOf(message));
  console.log(`${found.length} ${settled ? "settled" : "open"}`);
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
