/** The mails and text messages of a mailbox, in memory and in a journal: what was acknowledged survives `kill -9`. */
import { openJournal, readJournal } from "../journal.ts";
import { Kept, type SentMail, type SentText } from "./mail.ts";

/** So many are kept; an older one goes for a newer one. */
export const MAILS_MAX = 500;

/** Mails and texts. */
export interface Shelf {
  /** Keeps one; the same key again gives the one there is. Resolves when it is on the disk. */
  keep(sent: SentMail | SentText): Promise<Kept>;
  /** Newest first. @param to part of an address or number; all where empty */
  list(to: string): Kept[];
  find(id: string): Kept | null;
  close(): Promise<void>;
}

/** Opens the mails of a folder. */
export async function openShelf(folder: string, now: () => number = Date.now): Promise<Shelf> {
  const read = (await readJournal(folder)).map((line) => Kept.parse(line)).slice(-MAILS_MAX);
  const mails = new Map(read.map((mail) => [mail.key, mail]));
  // Leaves out what is no longer kept.
  const journal = await openJournal(folder, read);
  const writing = new Map<string, Promise<Kept>>();
  let last = read.at(-1)?.at ?? 0;
  const write = async (sent: SentMail | SentText): Promise<Kept> => {
    // Names and times grow, whatever the clock does.
    last = Math.max(now(), last + 1);
    const mail = { ...sent, id: `mail_${last.toString(36)}`, at: last };
    await journal.append(mail);
    mails.set(mail.key, mail);
    const oldest = mails.keys().next().value;
    if (mails.size > MAILS_MAX && oldest !== undefined) mails.delete(oldest);
    return mail;
  };
  return {
    keep(sent) {
      const known = mails.get(sent.key);
      if (known) return Promise.resolve(known);
      const under = writing.get(sent.key) ?? write(sent).finally(() => writing.delete(sent.key));
      writing.set(sent.key, under);
      return under;
    },
    list: (to) =>
      [...mails.values()].filter((mail) => mail.to.includes(to.toLowerCase().trim())).reverse(),
    find: (id) => [...mails.values()].find((mail) => mail.id === id) ?? null,
    close: () => journal.close(),
  };
}
