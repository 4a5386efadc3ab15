"use client";
/** The session store of the page, for what is inside `Stores`. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { SessionState, SessionStore } from "./session-store.ts";

/** Given by `Stores`. */
export const SessionContext = createContext<SessionStore | null>(null);

/** Reads the session store; throws outside `Stores`. */
export function useSession<T>(pick: (state: SessionState) => T): T {
  const store = useContext(SessionContext);
  if (!store) throw new Error("useSession stands outside Stores");
  return useStore(store, pick);
}
