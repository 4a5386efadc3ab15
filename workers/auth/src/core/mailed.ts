/** Whether a link went to its address and to no one else. Pure. @see specs/identity.md 15, A */
import { z } from "zod";

/** What a link keeps that staff have mailed: they never see its token. */
export const MAILED = { isMailed: true } as const;
const Mailed = z.object({ isMailed: z.literal(true) });

/** Tells whether who has this link reads that mailbox; what staff hand on in person proves none. */
export function provesMailbox(link: { issuedBy: string | null; payload: unknown }): boolean {
  return link.issuedBy === null || Mailed.safeParse(link.payload).success;
}
