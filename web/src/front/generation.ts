/** The generation of what pages show: each kept page names the one it was made of, and a write of the catalog begins a new one. */
import { Generation } from "@edgemart/contracts/bff";
import { HEADER } from "@edgemart/contracts/headers";
import { GenerationReader } from "@edgemart/kept/generation-reader";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayPort } from "../env.ts";

const ASKED_EVERY_MS = 5_000;
const WAIT_MS = 500;

// Of this isolate, not of a request.
const reader = new GenerationReader({ everyMs: ASKED_EVERY_MS, pauseMs: ASKED_EVERY_MS });

/** Gives the generation, asked of the gateway at most every 5 s in this isolate; the one before while it cannot be read. */
export async function pageGeneration(gateway: GatewayPort): Promise<string> {
  return (await reader.read(() => ask(gateway))) ?? "unknown";
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
