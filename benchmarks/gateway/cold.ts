/** The first verified request of a process that was just started, next to the tenth of the same: nothing is fetched before it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

/** Fresh processes for each row. */
const PROCESSES = Number(process.env.BENCH_COLD ?? 5);
/** How many requests one process is asked; the last is the warm one. */
const ASKED = 10;
const ROWS = [
  ["bare", "Hono proxy, nothing else"],
  ["deployed", "**the gateway as deployed**, token verified"],
] as const;

/** One process: milliseconds of its first requests, in order, and what it called on the network for the first. */
interface Cold {
  times: number[];
  /** Calls to the store, and to anywhere else, that the first request made. */
  store: number;
  elsewhere: number;
}

/** Measures and gives the table. @param order what `serve.ts` gets in addition to its variant */
export async function coldTable(order: object, token: string): Promise<string> {
  const request = `GET /api/members/me HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  const lines: string[] = [];
  for (const [variant, what] of ROWS) {
    lines.push(lineOf(what, await processes(variant, order, request)));
    console.error(`cold: ${variant}`);
  }
  return [
    "| first requests of a fresh process, one at a time | processes | 1st ms, median | worst | 2nd ms | 10th ms | calls to the store for the 1st | calls elsewhere |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

async function processes(variant: string, order: object, request: string): Promise<Cold[]> {
  // Where calls are counted a function is placed in their way: that process gives no times.
  const counter = variant === "deployed" ? "counted" : variant;
  const { trips, elsewhere } = await served(counter, order, request, 1);
  const runs: Cold[] = [];
  for (let count = 0; count < PROCESSES; count++) {
    const { times } = await served(variant, order, request, ASKED);
    runs.push({ times, store: trips, elsewhere });
  }
  return runs;
}

/** Starts a variant, asks it, and ends it. */
async function served(variant: string, order: object, request: string, asked: number) {
  const child = fork(new URL("serve.ts", import.meta.url), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const signal = AbortSignal.timeout(60_000);
  const tell = async (message: object | "trips") => {
    const died = once(child, "exit", { signal }).then(() => {
      throw new Error("the variant died; its reason stands above");
    });
    const answered = once(child, "message", { signal });
    child.send(message);
    return (await Promise.race([answered, died]))[0] as {
      port: number;
      trips: number;
      elsewhere: number;
    }; // serve.ts answers in this shape
  };
  try {
    const { port } = await tell({ variant, ...order });
    const times = await firstRequests(port, request, asked);
    return { times, ...(await tell("trips")) };
  } finally {
    if (child.connected) {
      child.disconnect();
      await once(child, "exit", { signal: AbortSignal.timeout(10_000) });
    }
  }
}

/** Sends requests one after another over one connection that is open before the first. @throws when one is not 200 */
async function firstRequests(port: number, request: string, asked: number): Promise<number[]> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.setEncoding("latin1");
  await new Promise<void>((resolve, reject) =>
    socket.once("connect", resolve).once("error", reject),
  );
  const times: number[] = [];
  try {
    for (let count = 0; count < asked; count++) {
      const begun = performance.now();
      const answered = whole(socket);
      socket.write(request);
      const status = await answered;
      times.push(performance.now() - begun);
      if (status !== "200") throw new Error(`request ${count + 1} was answered ${status}`);
    }
  } finally {
    socket.destroy();
  }
  return times;
}

/** Resolves with the status of the next answer when all of it is here. */
function whole(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const ended = () => reject(new Error("the connection ended"));
    const read = (chunk: string) => {
      text += chunk;
      const head = text.indexOf("\r\n\r\n");
      const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
      const isWhole = length
        ? text.length >= head + 4 + Number(length)
        : text.endsWith("\r\n0\r\n\r\n");
      if (head < 0 || !isWhole) return;
      socket.off("data", read).off("close", ended);
      resolve(text.slice(9, 12));
    };
    socket.on("data", read).once("close", ended);
  });
}

function lineOf(name: string, runs: readonly Cold[]): string {
  const at = (index: number) => median(runs.map(({ times }) => times[index] ?? 0)).toFixed(2);
  const worst = Math.max(...runs.map(({ times }) => times[0] ?? 0)).toFixed(2);
  const { store, elsewhere } = runs[0] ?? { store: 0, elsewhere: 0 };
  return `| ${[name, runs.length, at(0), worst, at(1), at(ASKED - 1), store, elsewhere].join(" | ")} |`;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
