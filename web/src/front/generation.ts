/** The generation of what pages show: part of every page's key, so a write of the catalogue makes kept pages void. */
import { Generation } from "@edgemart/contracts/bff";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayPort } from "../env.ts";

const ASKED_EVERY_MS = 5_000;
const WAIT_MS = 500;
/** The caches behind learn of a write within 5 s each: until then a page may still be made of what was before. */
const SETTLED_AFTER_MS = 11_000;

export interface PageGeneration {
  value: string;
  /** False while the caches behind may not have heard of it. */
  isSettled: boolean;
}

let known = { value: "unknown", heardMs: 0, askedMs: 0 };

/** Gives the generation, asked of the gateway at most every 5 s in this isolate; the one before while it cannot be read. */
export async function pageGeneration(gateway: GatewayPort): Promise<PageGeneration> {
  const nowMs = Date.now();
  if (nowMs - known.askedMs >= ASKED_EVERY_MS) {
    // Whoever comes while this one asks goes on with the value before.
    known = { ...known, askedMs: nowMs };
    const value = await ask(gateway);
    if (value !== null && value !== known.value) {
      const heardMs = known.value === "unknown" ? 0 : nowMs;
      known = { ...known, value, heardMs };
    }
  }
  return { value: known.value, isSettled: nowMs - known.heardMs >= SETTLED_AFTER_MS };
}

async function ask(gateway: GatewayPort): Promise<string | null> {
  try {
    const response = await gateway.fetch("http://gateway/api/screens/generation", {
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return Generation.parse(await response.json()).catalog;
  } catch (thrown) {
    log("warn", "web.generation_unread", { reason: reasonOf(thrown) });
    return null;
  }
}
