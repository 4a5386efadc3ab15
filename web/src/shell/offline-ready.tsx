"use client";
/** Has the browser keep the offline page, when it has nothing better to do. */
import { useEffect } from "react";

/** Registers the service worker a moment after the page was loaded. */
export function OfflineReady() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const register = () => {
      // Refused in private windows and by some settings: the shop works without.
      navigator.serviceWorker.register("/sw.js").catch(() => undefined);
    };
    const timer = setTimeout(register, 3_000);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
