"use client";
/** The way to the session's store from what is drawn. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { SessionState, SessionStore } from "./session-store.ts";

/** Holds the store of the page that is loaded; `shell/stores.tsx` gives it. */
export const SessionContext = createContext<SessionStore | null>(null);

/** Reads the session store; throws outside `Stores`. */
export function useSession<T>(pick: (state: SessionState) => T): T {
  const store = useContext(SessionContext);
  if (!store) throw new Error("useSession is used outside Stores");
  return useStore(store, pick);
}
