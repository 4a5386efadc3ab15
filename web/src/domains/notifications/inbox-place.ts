/** Where in the inbox one is: which items, from which cursor on. Pure. */

/** A place in the inbox. */
export interface InboxPlace {
  isUnreadOnly: boolean;
  /** Null for the newest page. */
  cursor: string | null;
}

const CURSOR = /^[A-Za-z0-9_-]{1,512}$/;

/** Reads a place from what an address or a form says; what is not of ours is left out. */
export function inboxPlaceOf(said: { unread?: unknown; cursor?: unknown }): InboxPlace {
  const { unread, cursor } = said;
  return {
    isUnreadOnly: unread === "yes",
    cursor: typeof cursor === "string" && CURSOR.test(cursor) ? cursor : null,
  };
}

/** Gives its path below the language. */
export function inboxPath({ isUnreadOnly, cursor }: InboxPlace): string {
  const query = new URLSearchParams({
    ...(isUnreadOnly && { unread: "yes" }),
    ...(cursor && { cursor }),
  });
  return `/account/inbox${query.size > 0 ? `?${query}` : ""}`;
}
