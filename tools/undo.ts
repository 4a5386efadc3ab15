/** Stops what was started: in the opposite order, once, and all of it. */

/** Stops one thing that was started. */
export type Undo = () => Promise<void>;

/** Undoes in the opposite order; one failure does not keep the rest from stopping. */
export async function stopAll(undo: Undo[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) {
    await step().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, "a part did not stop cleanly");
}

/** Makes a function that does the work at its first call and gives the same promise at each later one. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
