/** The generation of what pages show: each kept page names the one it was made of, and a write of the catalogue begins a new one. */
import { Generation } from "@edgemart/contracts/bff";
import { HEADER } from "@edgemart/contracts/headers";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayPort } from "../env.ts";

const ASKED_EVERY_MS = 5_000;
const WAIT_MS = 500;

let known = { value: "unknown", askedMs: 0 };

/** Gives the generation, asked of the gateway at most every 5 s in this isolate; the one before while it cannot be read. */
export async function pageGeneration(gateway: GatewayPort): Promise<string> {
  const nowMs = Date.now();
  if (nowMs - known.askedMs >= ASKED_EVERY_MS) {
    // Requests that come meanwhile use the value before.
    known = { ...known, askedMs: nowMs };
    const value = await ask(gateway);
    if (value !== null) known = { ...known, value };
  }
  return known.value;
}

/** The gateway as a page asks it, which tells the generation of each answer: one kept behind may be of the one before. */
export function heardGateway(
  gateway: GatewayPort,
  hear: (generation: string) => void,
): GatewayPort {
  return {
    async fetch(url, init) {
      const response = await gateway.fetch(url, init);
      const generation = response.headers.get(HEADER.catalogGeneration);
      if (generation !== null) hear(generation);
      return response;
    },
  };
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
