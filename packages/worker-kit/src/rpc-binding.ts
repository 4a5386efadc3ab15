/** The way out to another Worker by RPC: whatever a caller passes leaves as plain data. */
import { z } from "zod";

/**
 * Schema of a service binding whose entrypoint implements `T`; its calls carry plain data only.
 *
 * The one place where a Worker gets hold of another: `env.ts` names no RPC binding in another way.
 */
export function rpcBinding<T extends object>() {
  return z.custom<T>(isBinding, "service binding is missing").transform(plainCalls);
}

function isBinding(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Gives a binding whose methods send plain copies of what they are given. */
export function plainCalls<T extends object>(binding: T): T {
  return new Proxy(binding, {
    get(target, name) {
      // A stub of workerd has no own methods to bind: the verb is looked up and called in one go.
      return (...input: unknown[]) => {
        // Guarantee of the cast: `T` is an interface of contracts, and these have methods only.
        const verbs = target as Record<PropertyKey, CallableFunction>;
        return verbs[name]?.(...input.map((each) => plain(each)));
      };
    },
  });
}

/**
 * Copies data so that RPC takes it: objects without a prototype (Hono's `queries()`, null-prototype rows of drivers)
 * get the usual one.
 *
 * Bytes and dates go as they are.
 *
 * @throws TypeError for a class instance, a function or a symbol: a bug here, not an outage over there
 */
export function plain<T>(value: T): T {
  // Guarantee of the cast: the copy has the fields of the value.
  return copy(value, "input") as T;
}

function copy(value: unknown, place: string): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw notPlain(typeof value, place);
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) {
    return value;
  }
  if (Array.isArray(value)) return value.map((each, index) => copy(each, `${place}.${index}`));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw notPlain(value.constructor?.name ?? "an object", place);
  }
  // `fromEntries` defines fields, so that a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, copy(each, `${place}.${key}`)]),
  );
}

function notPlain(kind: string, place: string): TypeError {
  return new TypeError(`RPC takes plain data: ${place} is ${kind}`);
}
