/** Reads the command line of start and dev. */
import { parseArgs } from "node:util";
import type { Ports } from "../constellation.ts";
import { DEFAULT_PORTS } from "../paths.ts";
import { UsageError } from "./usage-error.ts";

export interface StartArguments {
  ports: Ports;
  /** Ids of Workers whose place stays free. */
  without: string[];
  redis?: "embedded";
}

/** @throws UsageError naming what is not understood and what is */
export function readArguments(args: readonly string[]): StartArguments {
  const { values } = parse(args);
  return {
    ports: readPorts(values.port),
    without: values.without,
    redis: values["embedded-redis"] ? "embedded" : undefined,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        without: { type: "string", multiple: true, default: [] },
        port: { type: "string", multiple: true, default: [] },
        "embedded-redis": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${why}\nUnderstood are: --without <worker>, --port <name>=<number>, --embedded-redis.`,
    );
  }
}

function readPorts(choices: readonly string[]): Ports {
  const ports: Ports = { ...DEFAULT_PORTS };
  for (const choice of choices) {
    const [name = "", number = ""] = choice.split("=");
    const port = Number(number);
    if (!(name in ports) || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new UsageError(
        `--port ${choice} is not understood: write name=number with a name of ${Object.keys(ports).join(", ")}.`,
      );
    }
    ports[name as keyof Ports] = port;
  }
  return ports;
}
