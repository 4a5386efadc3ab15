/** The fake of Workers RPC and a real workerd agree on every kind of value, in both directions. */
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clonedForRpc, overRpc } from "./rpc.ts";

/** Values as source text, because they are made on both sides. */
const VALUES: Record<string, string> = {
  "a string": `"text"`,
  "a lone surrogate": `"\\ud800"`,
  "a number": "1.5",
  NaN: "NaN",
  "minus zero": "-0",
  "a bigint": "10n",
  true: "true",
  null: "null",
  undefined: "undefined",
  "an object": "({ a: 1, b: [2, { c: 3 }] })",
  "an object with an undefined field": "({ a: undefined })",
  "an object with __proto__ as its own key": `JSON.parse('{"__proto__": {"a": 1}}')`,
  "an object without a prototype": "Object.create(null)",
  "an object without a prototype, deep inside":
    "({ a: [Object.assign(Object.create(null), { b: 1 })] })",
  "an object whose prototype is a plain object": "Object.create({ a: 1 })",
  "an array": "[1, 2]",
  "an array with a hole": "[1, , 2]",
  "an instance of a class": "new (class Money { amount = 1 })()",
  "an instance of a class, deep inside": "({ a: new (class Money { amount = 1 })() })",
  "an instance in a Map": "new Map([[1, new (class Money {})()]])",
  "a subclass of Array": "new (class List extends Array {})()",
  "a subclass of Map": "new (class Index extends Map {})()",
  "a Date": "new Date(0)",
  "a wrong Date": "new Date(NaN)",
  "a RegExp": "/a/g",
  "a Map": `new Map([["a", { b: 1 }]])`,
  "a Set": "new Set([1])",
  "an Error": `new TypeError("no")`,
  bytes: "new Uint8Array([1, 2])",
  "an ArrayBuffer": "new ArrayBuffer(2)",
  "a symbol": `Symbol("a")`,
  "a WeakMap": "new WeakMap()",
  "a promise in an object": "({ a: Promise.resolve(1) })",
  "a frozen object": "Object.freeze({ a: 1 })",
  "an object with a getter": "({ get a() { return 1; } })",
  "an object with a symbol key": `({ [Symbol("a")]: 1, b: 2 })`,
  "a circle": "(() => { const a = {}; a.self = a; return a; })()",
  "a URL": `new URL("https://example.com/")`,
  "URL parameters": `new URLSearchParams("a=1")`,
};

/** What workerd turns into a stub that calls back. Only data moves between our Workers: the fake refuses it. */
const STUBS: Record<string, string> = {
  "a function": "() => 1",
  "a function in an object": "({ a: () => 1 })",
  "a Proxy of an object": "new Proxy({ a: 1 }, {})",
};

/** What arrives, as text: kinds and keys, all the way down. */
const TOLD = `function told(value, depth = 0) {
  if (depth > 4) return "…";
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return typeof value + " " + String(value);
  const kind = Object.prototype.toString.call(value);
  if (value instanceof Map) return kind + [...value].map((each) => told(each, depth + 1));
  if (value instanceof Set) return kind + [...value].map((each) => told(each, depth + 1));
  if (value instanceof Date) return kind + value.getTime();
  if (value instanceof Error) return kind + value.name + value.message;
  if (value instanceof RegExp) return kind + value.source + value.flags;
  const proto = Object.getPrototypeOf(value) === null ? "bare" : value.constructor.name;
  return kind + proto + Object.keys(value).map((key) => key + ":" + told(value[key], depth + 1));
}`;
const LIST = `[${Object.values({ ...VALUES, ...STUBS })
  .map((text) => `() => (${text})`)
  .join(",\n")}]`;
const told = new Function(`${TOLD}; return told;`)() as (value: unknown) => string;
const makers = new Function(`return ${LIST};`)() as (() => unknown)[];

const CALLEE = `import { WorkerEntrypoint } from "cloudflare:workers";
${TOLD}
const VALUES = ${LIST};
export class Echo extends WorkerEntrypoint {
  take(value) { return told(value); }
  give(index) { return VALUES[index](); }
  fail() { throw Object.assign(new TypeError("no"), { code: "not_found" }); }
}
export default { fetch: () => new Response("ok") };`;
const CALLER = `${TOLD}
const VALUES = ${LIST};
const seen = async (work) => {
  try { return await work(); } catch (thrown) { return "refused: " + thrown.name; }
};
export default {
  async fetch(request, { ECHO }) {
    const taken = [], given = [];
    for (const [index, make] of VALUES.entries()) {
      taken.push(await seen(() => ECHO.take(make())));
      given.push(await seen(async () => told(await ECHO.give(index))));
    }
    const error = await ECHO.fail().catch((thrown) => [thrown.name, thrown.message, thrown.code ?? null]);
    return Response.json({ taken, given, error });
  },
};`;

let miniflare: Miniflare;
let real: { taken: string[]; given: string[]; error: unknown };
beforeAll(async () => {
  const compatibilityDate = "2026-10-20";
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: "caller",
          modules: true,
          compatibilityDate,
          script: CALLER,
          serviceBindings: { ECHO: { name: "callee", entrypoint: "Echo" } },
        },
        { name: "callee", modules: true, compatibilityDate, script: CALLEE },
      ],
    }),
  );
  const answer = await miniflare.dispatchFetch("http://localhost/");
  real = (await answer.json()) as typeof real;
});
afterAll(() => miniflare?.dispose());

function faked(make: () => unknown): string {
  try {
    return told(clonedForRpc(make()));
  } catch (thrown) {
    return `refused: ${(thrown as Error).name}`;
  }
}

describe("the fake of RPC", () => {
  test.each(Object.keys(VALUES).map((name, index) => [name, index] as const))(
    "%s is taken and refused as workerd takes and refuses it",
    (_name, index) => {
      const mine = faked(makers[index] as () => unknown);
      expect([mine, mine]).toEqual([real.taken[index], real.given[index]]);
    },
  );

  test.each(Object.keys(STUBS).map((name, index) => [name, index] as const))(
    "%s is no data: a stub over there, refused here",
    (_name, index) => {
      const at = Object.keys(VALUES).length + index;
      expect(real.taken[at]).toMatch(/JsRpcStub|RpcStub/);
      expect(faked(makers[at] as () => unknown)).toBe("refused: DataCloneError");
    },
  );

  test("refuses the object of the fault: `c.req.queries()` has no prototype", () => {
    expect(real.taken[Object.keys(VALUES).indexOf("an object without a prototype")]).toBe(
      "refused: DataCloneError",
    );
  });

  test("an error arrives as a copy with what it carries", async () => {
    const service = overRpc({
      fail: async () => {
        throw Object.assign(new TypeError("no"), { code: "not_found" });
      },
    });
    const error = await service
      .fail()
      .catch((thrown) => [thrown.name, thrown.message, thrown.code ?? null]);
    expect(error).toEqual(real.error);
  });
});
