/** Queues of a deployment: they are made before any Worker, for a Worker whose queue is missing is not taken. */
import type { Outcome } from "../run-command.ts";

/** How long a message waits at most: the platform's longest, so that a consumer may be unavailable for days. */
const RETENTION_SECONDS = 14 * 86_400;

/** Names every queue that Workers send to, read from or leave dead letters in, each once. */
export function queueNames(
  stages: readonly {
    queues: { sent: readonly string[]; taken: readonly { queue: string; dead: string | null }[] };
  }[],
): string[] {
  const names = stages.flatMap(({ queues: { sent, taken } }) => [
    ...sent,
    ...taken.flatMap(({ queue, dead }) => (dead === null ? [queue] : [queue, dead])),
  ]);
  return [...new Set(names)].sort();
}

/**
 * Makes the queues that are missing; a second run makes none.
 *
 * @param wrangler runs Wrangler with these arguments
 * @returns the names of those that were made
 * @throws what `failure` makes of an outcome that is neither "there" nor "not there"
 */
export async function ensureQueues(
  names: readonly string[],
  wrangler: (...args: string[]) => Promise<Outcome>,
  failure: (message: string) => Error,
): Promise<string[]> {
  const made: string[] = [];
  for (const name of names) {
    const known = await wrangler("queues", "info", name);
    if (known.code === 0) continue;
    if (!/does not exist/.test(known.output)) {
      throw failure(`the queue ${name} cannot be looked up\n${known.output.trim()}`);
    }
    const retention = ["--message-retention-period-secs", String(RETENTION_SECONDS)];
    const created = await wrangler("queues", "create", name, ...retention);
    if (created.code !== 0) {
      throw failure(`the queue ${name} was not made\n${created.output.trim()}`);
    }
    made.push(name);
  }
  return made;
}
