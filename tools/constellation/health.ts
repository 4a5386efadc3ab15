/** Waits for the public doors. */
import { setTimeout as delay } from "node:timers/promises";
import type { Service } from "../services.ts";
import type { Urls } from "./worker-bindings.ts";

const HEALTH_WAIT_MS = 30_000;

/** Waits until every public door answers its health check. @throws after 30 s, naming the door and its answer */
export async function answering(
  services: readonly Service[],
  urls: Urls,
  signal?: AbortSignal,
): Promise<void> {
  const doors = { web: urls.web, gateway: urls.api, "image-resizer": urls.cdn };
  for (const service of services) {
    const door = doors[service.id as keyof typeof doors];
    if (door) await healthy(service.id, `${door}/health`, signal);
  }
}

/** Waits until an address answers 2xx. @throws after 30 s with its last answer */
export async function healthy(name: string, url: string, signal?: AbortSignal): Promise<void> {
  const until = Date.now() + HEALTH_WAIT_MS;
  for (let last = ""; ; await delay(100)) {
    signal?.throwIfAborted();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `it answers ${answer.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > until) throw new Error(`${name} does not answer at ${url}: ${last}`);
  }
}
