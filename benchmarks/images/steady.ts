/** A load of a fixed rate: what a visitor waits when the server is not driven to its limit. */
import { Agent, get } from "node:http";

export interface Steady {
  requests: number;
  failures: number;
  /** Milliseconds from the moment a request was due, so that a late one makes those behind it late too. */
  p50: number;
  p99: number;
}

/** Sends `perSecond` requests each second, whatever the answers do. */
export async function steady(
  port: number,
  path: string,
  perSecond: number,
  forMs: number,
): Promise<Steady> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const times: number[] = [];
  let failures = 0;
  const waiting: Promise<void>[] = [];
  const total = Math.round((perSecond * forMs) / 1000);
  const begun = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) * perSecond) / 1000));
    for (; sent < due; sent++) {
      const dueMs = begun + (sent * 1000) / perSecond;
      const one = ask(agent, port, path).then((status) => {
        times.push(performance.now() - dueMs);
        if (status !== 200) failures++;
      });
      waiting.push(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(waiting);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { requests: total, failures, p50: at(0.5), p99: at(0.99) };
}

function ask(agent: Agent, port: number, path: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { accept: "image/webp" };
    get({ agent, host: "127.0.0.1", port, path, headers, timeout: 10_000 }, (response) => {
      response.on("end", () => resolve(response.statusCode ?? 0)).resume();
    }).on("error", () => resolve(0));
  });
}
