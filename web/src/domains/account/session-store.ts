/** Who the browser is signed in as, for the islands of one page. A factory: module state would be shared by renders. */
import { createStore } from "zustand/vanilla";

/** What the browser knows of its session: `away` when it could not be asked. */
export interface SessionState {
  /** `unknown` until asked; `away` when it could not be asked: still signed in, as far as is known. */
  status: "unknown" | "anonymous" | "member" | "away";
  name: string;
  role: "member" | "admin";
  /** Unread items of the inbox, 100 for more; null when it is not known, absent when there is no inbox at present. */
  unread?: number | null | undefined;
  /** Asks the server once; without the hint of a session nothing is asked. */
  load(): Promise<void>;
  /** Asks again when another tab has signed in or out. */
  sync(): void;
  /** Asks once more, such as for news in the inbox; without an answer everything stays as it was. */
  refresh(): Promise<void>;
}

/** Makes the session store of one page load; it asks `/api/me`. */
export function createSessionStore() {
  let hint = "";
  return createStore<SessionState>()((set, get) => ({
    status: "unknown",
    name: "",
    role: "member",
    sync() {
      const now = hintOf(document.cookie);
      if (now === hint) return;
      if (now) document.documentElement.dataset.member = "";
      else delete document.documentElement.dataset.member;
      void get().load();
    },
    async refresh() {
      const member = await askMember();
      if (member && member !== "away") set({ name: member.name, unread: member.unread });
    },
    async load() {
      hint = hintOf(document.cookie);
      const root = document.documentElement;
      const member = "member" in root.dataset ? await fetchMember() : null;
      if (member === "away") return set({ status: "away" });
      if (member) {
        const { name, role, unread } = member;
        return set({ status: "member", name, role, unread });
      }
      delete root.dataset.member;
      set({ status: "anonymous" });
    },
  }));
}
/** The store that `createSessionStore` makes. */
export type SessionStore = ReturnType<typeof createSessionStore>;

/** As much of the hint of a session as scripts may read. */
function hintOf(cookies: string): string {
  return /(?:^|; )(?:__Host-)?member=([^;]*)/.exec(cookies)?.[1] ?? "";
}

/** Waits between questions that were not answered, in milliseconds. */
const AGAIN_MS = [1_000, 3_000];

type Asked = Pick<SessionState, "name" | "role" | "unread"> | null | "away";

async function fetchMember(): Promise<Asked> {
  for (const wait of AGAIN_MS) {
    const asked = await askMember();
    if (asked !== "away") return asked;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return askMember();
}

async function askMember(): Promise<Asked> {
  try {
    const response = await fetch("/api/me", { headers: { accept: "application/json" } });
    if (response.status >= 500) return "away";
    if (!response.ok) return null;
    // Our own route answers `Me`.
    const me = (await response.json()) as {
      member: Pick<SessionState, "name" | "role" | "unread"> | null;
    };
    return me.member;
  } catch {
    // Offline.
    return "away";
  }
}
