/** A mailbox in a process of its own, to be killed: tells its parent where it listens. */
import { startMailbox } from "../start.ts";

const mailbox = await startMailbox({ port: 0, folder: process.argv[2] ?? "" });
process.send?.(mailbox.url);
