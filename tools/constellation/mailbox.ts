/** The mailbox of a constellation: there while notification sends to it. */
import { join } from "node:path";
import type { Log } from "../local/loopback.ts";
import { type Mailbox, startMailbox } from "../local/mailbox/start.ts";
import type { Service } from "../services.ts";
import type { Undo } from "../undo.ts";

/** What decides whether there is a mailbox, and what it needs. */
export interface LocalMailboxOptions {
  services: readonly Service[];
  /** Vars that override those of the wrangler files, by Worker id. */
  vars?: Record<string, Record<string, string>> | undefined;
  dataDir: string;
  port: number;
  log: Log;
}

/** Starts the mailbox; null when mails go elsewhere, or there is no such Worker. */
export async function startLocalMailbox(
  { services, vars, dataDir, port, log }: LocalMailboxOptions,
  undo: Undo[],
): Promise<Mailbox | null> {
  const notification = services.find(({ id }) => id === "notification");
  const chosen = vars?.notification?.EMAIL_SENDER ?? notification?.vars.EMAIL_SENDER;
  if (!notification || chosen !== "mailbox") return null;
  const mailbox = await startMailbox({ port, folder: join(dataDir, "mailbox"), log });
  undo.push(mailbox.stop);
  return mailbox;
}
