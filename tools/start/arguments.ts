/** Reads the command line of start and dev. */
import { parseArgs } from "node:util";
import type { Ports } from "../constellation/ports.ts";
import { DEFAULT_PORTS } from "../paths.ts";
import { UsageError } from "./usage-error.ts";

/** What a start was asked for on the command line. */
export interface StartArguments {
  ports: Ports;
  /** Ids of Workers whose place stays free. */
  without: string[];
  redis?: "embedded";
}

/** What a command understands. */
export interface Understood {
  /** As a person types it. */
  command: "npm start" | "npm run dev";
  /** Ids of Workers that may be left out; none where that makes no sense. */
  workers: readonly string[];
}

/** Reads the arguments, or says what is not understood and leaves; `--help` is answered and leaves as well. */
export function argumentsOrExit(args: readonly string[], understood: Understood): StartArguments {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage(understood));
    process.exit(0);
  }
  try {
    return readArguments(args, understood);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** @throws UsageError naming what is not understood and what is */
export function readArguments(args: readonly string[], understood: Understood): StartArguments {
  const { values } = parse(args, understood);
  const unknown = values.without.find((id) => !understood.workers.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(
      understood.workers.length > 0
        ? `--without ${unknown} is not understood: write one of ${understood.workers.join(", ")}.`
        : `${understood.command} leaves no Worker out; \`npm start -- --without ${unknown}\` does.`,
    );
  }
  return {
    ports: readPorts(values.port),
    without: values.without,
    redis: values["embedded-redis"] ? "embedded" : undefined,
  };
}

function usage({ command, workers }: Understood): string {
  const ports = Object.entries(DEFAULT_PORTS)
    .map(([name, port]) => `${name} ${port === 0 ? "(a free one)" : port}`)
    .join(", ");
  const rows = [
    ["--port name=number", `another port; again for each: ${ports}`],
    ...(workers.length > 0
      ? [["--without worker", `leaves one out: ${workers.join(", ")}; again for each`]]
      : []),
    ["--embedded-redis", "keeps away from an installed redis-server"],
    ["--help", "these lines"],
  ];
  const lines = rows.map(([option, what]) => `  ${option?.padEnd(20)}${what}`);
  return `${command} -- [options]\n\n${lines.join("\n")}\n\nSee docs/configuration.md.`;
}

function parse(args: readonly string[], understood: Understood) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        without: { type: "string", multiple: true, default: [] },
        port: { type: "string", multiple: true, default: [] },
        "embedded-redis": { type: "boolean", default: false },
        // Answered before; understood next to others too.
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${why}\n\n${usage(understood)}`);
  }
}

function readPorts(choices: readonly string[]): Ports {
  const ports: Ports = { ...DEFAULT_PORTS };
  for (const choice of choices) {
    const [name = "", number = "", ...rest] = choice.split("=");
    const port = /^\d{1,5}$/.test(number) && rest.length === 0 ? Number(number) : 0;
    if (!Object.hasOwn(ports, name) || port < 1 || port > 65_535) {
      throw new UsageError(
        `--port ${choice} is not understood: write name=number with a name of ${Object.keys(ports).join(", ")}.`,
      );
    }
    ports[name as keyof Ports] = port;
  }
  assertDistinct(ports);
  return ports;
}

function assertDistinct(ports: Ports): void {
  const seen = new Map<number, string>();
  for (const [name, port] of Object.entries(ports)) {
    const other = seen.get(port);
    if (port !== 0 && other) {
      throw new UsageError(
        `Port ${port} is given to ${other} and ${name}: choose another for one of them.`,
      );
    }
    seen.set(port, name);
  }
}
