/** A Redis inside this process, for machines without redis-server: one synchronous step per command or script. */
import type { Log } from "../loopback.ts";
import { type RedisCommand, RedisError, type RedisStore, type Reply } from "../redis-store.ts";
import { type Command, integer, type RawReply, Status } from "./command.ts";
import { hashCommands } from "./hashes.ts";
import { keyCommands } from "./keys.ts";
import { Keyspace } from "./keyspace.ts";
import { createScripting, type Scripting } from "./scripting.ts";
import { loadSnapshot, saveSnapshot } from "./snapshot.ts";
import { sortedSetCommands } from "./sorted-sets.ts";
import { stringCommands } from "./strings.ts";

/** Every data command the embedded Redis has: those the code and its tests use. Any other is refused, never answered wrongly. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...keyCommands,
    ...stringCommands,
    ...hashCommands,
    ...sortedSetCommands,
  }),
);

/** A running embedded Redis. */
export interface EmbeddedRedis extends RedisStore {
  /** Writes the snapshot. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  snapshotFile: string;
  log: Log;
  /** Epoch milliseconds. @default Date.now */
  now?: () => number;
}

const SWEEP_MS = 30_000;

/** Starts from the snapshot of the last clean stop, or empty. */
export async function startEmbeddedRedis(options: EmbeddedOptions): Promise<EmbeddedRedis> {
  const { snapshotFile, log } = options;
  const db = new Keyspace(options.now ?? Date.now);
  const complain = (error: Error) => log(`embedded redis: ${error.message}`);
  await loadSnapshot(db, snapshotFile).catch(complain);
  const scripts = scriptCommands(createScripting());
  const run = (command: RedisCommand) => toReply(dispatch(db, text(command), scripts));
  const sweep = setInterval(() => db.keys(), SWEEP_MS).unref(); // looking at a dead key removes it
  return {
    execute: async (command) => run(command),
    async transaction(commands) {
      for (const command of commands)
        find(text(command), scripts, "EXECABORT Transaction discarded: ");
      return commands.map((command) => {
        try {
          return run(command);
        } catch (error) {
          if (error instanceof RedisError) return error;
          throw error;
        }
      });
    },
    async stop() {
      clearInterval(sweep);
      await saveSnapshot(db, snapshotFile).catch(complain);
    },
  };
}

type Table = ReadonlyMap<string, Command>;

function dispatch(db: Keyspace, command: string[], extra?: Table): RawReply {
  return find(command, extra).run(db, command.slice(1));
}

/** Finds a command and checks its number of arguments. */
function find([name = "", ...args]: string[], extra?: Table, prefix = ""): Command {
  const command = COMMANDS.get(name.toUpperCase()) ?? extra?.get(name.toUpperCase());
  if (!command) {
    throw new RedisError(`${prefix}ERR unknown command '${name}' in the embedded Redis`);
  }
  const [min, max = Infinity, step = 1] = command.arity;
  if (args.length < min || args.length > max || (args.length - min) % step !== 0) {
    throw new RedisError(
      `${prefix}ERR wrong number of arguments for '${name.toLowerCase()}' command`,
    );
  }
  return command;
}

/** EVAL; a script reaches data commands only, so it cannot call itself. */
function scriptCommands(scripting: Scripting): Table {
  const evaluate: Command = {
    arity: [2],
    run(db, [source = "", count = "", ...rest]) {
      const keys = integer(count);
      if (keys < 0) throw new RedisError("ERR Number of keys can't be negative");
      if (keys > rest.length) {
        throw new RedisError("ERR Number of keys can't be greater than number of args");
      }
      return scripting.run(source, rest.slice(0, keys), rest.slice(keys), (args) =>
        dispatch(db, args),
      );
    },
  };
  return new Map([["EVAL", evaluate]]);
}

const text = (command: RedisCommand) => command.map((part) => part.toString("latin1"));

function toReply(reply: RawReply): Reply {
  if (reply instanceof RedisError) throw reply;
  if (typeof reply === "string") return Buffer.from(reply, "latin1");
  if (reply instanceof Status) return Buffer.from(reply.text, "latin1");
  return Array.isArray(reply) ? reply.map(toReply) : reply;
}
