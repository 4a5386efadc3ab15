/** The workerd of a constellation: its death ends everything, unless a proof killed it on purpose and waits for the next. */
import { commandLine, processTable } from "../process-facts.ts";

/** Watches one workerd. */
export interface RuntimeWatch {
  /** Notes which process it is; called when it runs. */
  seen(): Promise<void>;
  /** Its process id; undefined before it was seen. */
  pid(): number | undefined;
  /** Called by Miniflare when another one has taken the place of one that died; it listens on the same ports. */
  restarted(): void;
  /** Kills it with SIGKILL; resolves when the next one answers. What lived in its memory is gone, queues included. */
  crash(): Promise<void>;
}

/** Makes the watch, before workerd is started. @param onFatal called when it dies and no one wanted that */
export async function watchRuntime(onFatal: (reason: string) => void): Promise<RuntimeWatch> {
  const others = new Set(await ownWorkerds());
  let pid: number | undefined;
  let wanted: PromiseWithResolvers<void> | null = null;

  const seen = async () => {
    pid = (await ownWorkerds()).findLast((each) => !others.has(each));
  };
  return {
    seen,
    pid: () => pid,
    restarted() {
      if (wanted) wanted.resolve();
      else onFatal("workerd died; its last words are in the log");
    },
    async crash() {
      if (pid === undefined) throw new Error("no workerd of this constellation runs");
      wanted = Promise.withResolvers<void>();
      others.add(pid);
      process.kill(pid, "SIGKILL");
      await wanted.promise;
      await seen();
      wanted = null;
    },
  };
}

/** Processes of workerd that this process started, oldest first. */
async function ownWorkerds(): Promise<number[]> {
  const children = (await processTable()).filter(({ parent }) => parent === process.pid);
  const found = await Promise.all(
    children.map(async ({ pid }) =>
      (await commandLine(pid))?.includes("workerd serve") ? pid : 0,
    ),
  );
  return found.filter((pid) => pid !== 0).sort((a, b) => a - b);
}
