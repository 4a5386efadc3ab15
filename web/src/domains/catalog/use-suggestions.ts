"use client";
/** Asks for suggestions while someone types: after a pause, one question at a time, the last one's answer only. */
import { useEffect, useState } from "react";
import type { Suggested } from "./suggested.ts";

const PAUSE_MS = 140;
const WAIT_MS = 4_000;
const NONE: Suggested[] = [];

/** Asks for suggestions a moment after typing stops; gives none while they are not wanted. */
export function useSuggestions(typed: string, lang: string, isWanted: boolean): Suggested[] {
  const [items, setItems] = useState(NONE);
  const q = typed.trim();
  useEffect(() => {
    if (!isWanted || q === "") return setItems(NONE);
    const given = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const signal = AbortSignal.any([given.signal, AbortSignal.timeout(WAIT_MS)]);
        const response = await fetch(`/api/suggest?${new URLSearchParams({ q, lang })}`, {
          signal,
        });
        // Our own route answers `{items}`.
        if (response.ok) setItems(((await response.json()) as { items: Suggested[] }).items);
      } catch {
        // Typed on, offline or unavailable: the form searches without suggestions.
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [q, lang, isWanted]);
  return items;
}
