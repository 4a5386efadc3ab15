"use client";
/** Holds the browser's stores, made once per page load. */
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import {
  createSessionStore,
  type SessionState,
  type SessionStore,
} from "../domains/account/session-store.ts";

const SessionContext = createContext<SessionStore | null>(null);

export function Stores({ children }: { children: ReactNode }) {
  const [session] = useState(createSessionStore);
  useEffect(() => {
    void session.getState().load();
  }, [session]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Reads the session store; throws outside `Stores`. */
export function useSession<T>(pick: (state: SessionState) => T): T {
  const store = useContext(SessionContext);
  if (!store) throw new Error("useSession stands outside Stores");
  return useStore(store, pick);
}
