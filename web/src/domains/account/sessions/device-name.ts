/** Names a device by its User-Agent, as people would. Pure. */
import { browserFamily } from "@edgemart/contracts/browser-family";

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** Gives browser and system where they can be recognized; a program's own name otherwise, at most 60 characters of it. */
export function deviceName(userAgent: string): { browser: string; system: string } | string | null {
  const browser = browserFamily(userAgent) || undefined;
  const system = SYSTEMS.find(([form]) => form.test(userAgent))?.[1];
  if (browser && system) return { browser, system };
  const program = /^[\w.-]{1,40}(?:\/[\w.-]{1,20})?/.exec(userAgent)?.[0];
  return browser ?? system ?? program ?? null;
}
