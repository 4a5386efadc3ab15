/** Who the browser is signed in as, for the islands of one page. A factory: module state would be shared by renders. */
import { createStore } from "zustand/vanilla";

export interface SessionState {
  /** `unknown` until asked. */
  status: "unknown" | "anonymous" | "member";
  name: string;
  role: "member" | "admin";
  /** Asks the server once; without the hint of a session nothing is asked. */
  load(): Promise<void>;
}

export function createSessionStore() {
  return createStore<SessionState>()((set) => ({
    status: "unknown",
    name: "",
    role: "member",
    async load() {
      const root = document.documentElement;
      const member = "member" in root.dataset ? await fetchMember() : null;
      if (member) return set({ status: "member", name: member.name, role: member.role });
      delete root.dataset.member;
      set({ status: "anonymous" });
    },
  }));
}
export type SessionStore = ReturnType<typeof createSessionStore>;

async function fetchMember(): Promise<Pick<SessionState, "name" | "role"> | null> {
  try {
    const response = await fetch("/api/me", { headers: { accept: "application/json" } });
    if (!response.ok) return null;
    // Our own route answers `Me`.
    const me = (await response.json()) as { member: Pick<SessionState, "name" | "role"> | null };
    return me.member;
  } catch {
    // Offline or away: the page stays useful with its links for guests.
    return null;
  }
}
