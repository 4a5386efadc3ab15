/** What a form shows: what was typed when it was refused, else what is stored. Pure. */
import type { FormMessage } from "./form-message.ts";

/** Reads the value of each field of a form. */
export interface Shown {
  value(name: string, stored: string): string;
  /** Was typed and refused, and is too long for the cookie that brings back what was typed. */
  isLost(name: string): boolean;
  /** Someone saved between showing and posting: show both. */
  isConflict: boolean;
}

/** @param version of what is stored now; null for something new */
export function typedOrStored(message: FormMessage | null, version: number | null): Shown {
  const typed = message?.typed ?? {};
  const refused = Object.keys(typed).length > 0;
  const stale = message?.code === "draft" && typed.version !== String(version ?? "");
  return {
    value: (name, stored) => (refused ? (typed[name] ?? stored) : stored),
    isLost: (name) => refused && !(name in typed),
    isConflict: version !== null && (message?.code === "precondition_failed" || stale),
  };
}
