/** A binding for unit tests that is as strict as Workers RPC: values are copied, and what workerd refuses is refused. */

/** Objects with a prototype of their own that workerd copies. Compared with a real workerd in rpc.worker.test.ts. */
const COPIED = [
  Date,
  RegExp,
  Map,
  Set,
  ArrayBuffer,
  Boolean,
  Number,
  String,
  Error,
  DataView,
] as const;

/**
 * Wraps what plays another Worker in a test.
 *
 * A fake that takes any object hides the faults of the real thing: an object without a prototype works in one process
 * and is a `DataCloneError` between two Workers.
 *
 * @param entrypoint an object whose methods are the other Worker's public verbs
 */
export function overRpc<T extends object>(entrypoint: T): T {
  return new Proxy(entrypoint, {
    get(target, name) {
      const verb: unknown = Reflect.get(target, name, target);
      if (typeof verb !== "function") return verb;
      return async (...input: unknown[]) => {
        const sent = input.map(clonedForRpc);
        // Guarantee of the cast: it is a function; an entrypoint's verbs take what they are sent.
        const answer = await callOf(verb as (...input: unknown[]) => unknown, target, sent);
        return clonedForRpc(answer);
      };
    },
  });
}

/** An error arrives as a copy: no longer an instance of its class. */
async function callOf(
  verb: (...input: unknown[]) => unknown,
  target: object,
  sent: unknown[],
): Promise<unknown> {
  try {
    return await Reflect.apply(verb, target, sent);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    throw Object.assign(structuredClone(thrown), structuredClone({ ...thrown }));
  }
}

/**
 * Copies a value as it would arrive.
 *
 * @throws DataCloneError for what workerd does not send; also for functions, which it would turn into stubs: only data
 *   moves between our Workers
 */
export function clonedForRpc<T>(value: T): T {
  refuse(value, new Set());
  return structuredClone(value);
}

function refuse(value: unknown, seen: Set<object>): void {
  if (typeof value === "symbol" || typeof value === "function") throw refusal(typeof value);
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return;
  if (value instanceof Map) for (const pair of value) for (const each of pair) refuse(each, seen);
  if (value instanceof Set) for (const each of value) refuse(each, seen);
  if (COPIED.some((kind) => value instanceof kind)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && !Array.isArray(value)) {
    throw refusal(prototype === null ? "Object without a prototype" : value.constructor.name);
  }
  for (const each of Object.values(value)) refuse(each, seen);
}

function refusal(kind: string): DOMException {
  return new DOMException(`Could not serialize object of type "${kind}".`, "DataCloneError");
}
