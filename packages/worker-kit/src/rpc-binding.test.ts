/** What leaves a Worker by RPC is plain, whatever a caller passes. */
import { overRpc } from "@edgemart/testkit/rpc";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { plain, plainCalls, rpcBinding } from "./rpc-binding.ts";

const bare = (fields: object) => Object.assign(Object.create(null), fields) as object;
const echo = overRpc({ echo: async (...input: unknown[]) => input });

describe("RPC takes plain data", () => {
  test.each([
    ["an object without a prototype", bare({ a: 1 })],
    ["one deep inside", { a: [bare({ b: bare({ c: undefined }) })] }],
    ["bytes and dates", { bytes: new Uint8Array([1]), at: new Date(0) }],
    ["primitives", ["", 0, null, undefined, true, 10n]],
  ])("%s arrives as it is", async (_name, value) => {
    expect(await plainCalls(echo).echo(value)).toEqual([value]);
  });

  test("what Hono's router gives arrives: every value of a query", async () => {
    const app = new Hono().get("/", async (c) =>
      c.json(await plainCalls(echo).echo(c.req.queries())),
    );
    const answer = await app.request("/?lang=en&brand=a&brand=b&__proto__=x");
    // In text: an object literal cannot say `__proto__`.
    expect(await answer.text()).toBe('[{"lang":["en"],"brand":["a","b"],"__proto__":["x"]}]');
  });

  test.each([
    ["an instance of a class", { money: new (class Money {})() }, "input.money is Money"],
    ["a Map", new Map(), "input is Map"],
    ["a function", [() => 1], "input.0 is function"],
    ["a symbol", Symbol("a"), "input is symbol"],
  ])("%s is refused before it is sent, with its place", (_name, value, message) => {
    expect(() => plain(value)).toThrow(message);
  });

  test("a copy shares nothing that the caller may change", () => {
    const value = { list: [{ a: 1 }] };
    const sent = plain(value);
    value.list.push({ a: 2 });
    expect(sent).toEqual({ list: [{ a: 1 }] });
  });

  test("a binding that is missing is named; the one that is there answers", async () => {
    const schema = rpcBinding<typeof echo>();
    expect(schema.safeParse(undefined).success).toBe(false);
    expect(schema.safeParse(null).success).toBe(false);
    expect(await schema.parse(echo).echo(bare({ a: 1 }))).toEqual([{ a: 1 }]);
  });
});
