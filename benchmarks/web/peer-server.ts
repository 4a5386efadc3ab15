/** Servers of others, each in a process of its own: Next.js built and served as a Node program, or any command. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../../tools/local/free-port.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";

export interface PeerServer {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

type Env = Record<string, string>;
const NEXT_ENV: Env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

/** @throws Error with Next's output when it does not build */
export async function buildNext(folder: string, env: Env = {}): Promise<void> {
  const options = { cwd: folder, env: { ...NEXT_ENV, ...env } };
  const { code, output } = await runCommand("next", ["build"], options);
  if (code !== 0) throw new Error(output);
}

/** `next start` in a built folder. @throws Error when nothing listens after 15 s */
export function startNextServer(folder: string, env: Env = {}): Promise<PeerServer> {
  const command = (port: number) => ["next", "start", "-p", String(port), "-H", "127.0.0.1"];
  return startPeer(folder, command, { ...NEXT_ENV, ...env });
}

/** Starts a command that listens on 127.0.0.1 at the port it is given. @throws Error when nothing listens after 15 s */
export async function startPeer(
  folder: string,
  command: (port: number) => string[],
  env: Env = {},
): Promise<PeerServer> {
  const port = await freePort();
  const [program = "", ...args] = command(port);
  const PATH = `${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`;
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...env, PATH },
    stdio: "ignore",
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const end = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await end;
  };
  try {
    await listening(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, pid: child.pid ?? 0, stop };
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing listens on ${port} after 15 s`);
}
