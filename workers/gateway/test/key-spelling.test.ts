/** One key, one reading: what the door understood is what the Worker behind reads, and what the status address finds. */
import { ANONYMOUS_KEY_CHARS_MIN } from "@edgemart/contracts/idempotency-key";
import { randomFrom } from "@edgemart/testkit/random";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { describe, expect, test } from "vitest";
import { codeOf } from "./harness.ts";
import { admin, useKeyedGateway, world, write } from "./keyed-gateway.ts";

useKeyedGateway();

const KEY =
  "!#$%&'()*+-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const NAMES: [string, string] = ["idempotency-key", "x-idempotency-key"];
const PARAMETERS: [string, ...string[]] = [
  "",
  ";a",
  "; a=1",
  ';v="x y"',
  ";n=-1.5;t=:AQ==:",
  ";A",
  ";",
  ",",
  " ",
];
const random = randomFrom(20_261_130);
const below = (bound: number) => random.between(0, bound - 1);
const { pick } = random;
const text = (length: number) => Array.from({ length }, () => KEY[below(KEY.length)]).join("");

/** Headers as a caller may send them: bare and quoted, with parameters, escapes, commas, under one name or both. */
function headers(): Record<string, string> {
  const core = pick([
    () => text(1 + below(40)),
    () => text(pick([1, 20, 21, 254, 255, 256])),
    () => `${text(22)};${text(2)}`,
    () => pick([".", "..", "a\\\\b", 'a\\"b', "é", "a b", "", "%2e", "%2F", "a;b;c"]),
  ])();
  const spelt = () => pick([core, `"${core}"`, `"${core}"`, `"${core}`]) + pick(PARAMETERS);
  const name = pick(NAMES);
  return Object.fromEntries(
    (below(4) === 0 ? NAMES : [name]).map((each) => [each, latin1(spelt())]),
  );
}
/** Bytes as a client puts them on the wire. */
const latin1 = (value: string) => Buffer.from(value).toString("latin1").trim();
const reads = (sent: Record<string, string>, charsMin = 1) =>
  presentedKey({ header: ((name: string) => sent[name]) as never }, charsMin);
const arrived = async (upstream: "member" | "auth") =>
  (await world.calls(upstream)).map((call) => call.headers);

describe("gateway 2, 35: a key is read once", () => {
  const spellings = Array.from({ length: 300 }, headers);

  test("(the spellings are good and bad, and hold a quoted semicolon)", () => {
    const good = spellings.filter((sent) => reads(sent).ok);
    expect(good.length).toBeGreaterThan(80);
    expect(spellings.length - good.length).toBeGreaterThan(80);
    const values = good.flatMap((sent) => Object.values(sent));
    expect(values.filter((value) => /^"[^"]*;[^"]*"/.test(value)).length).toBeGreaterThan(20);
  });

  test("of every spelling a row that stores answers hands on the very key it claims, and its status is found", async () => {
    for (const sent of spellings) {
      await world.forget();
      const answer = await write({ headers: sent });
      const understood = reads(sent);
      if (!understood.ok) {
        expect([answer.status, await codeOf(answer)]).toEqual([400, understood.error.code]);
        expect(await arrived("member")).toEqual([]);
        continue;
      }
      // The same key again is answered without the Worker: each is claimed once.
      const [first] = await arrived("member");
      if (!first) expect(answer.headers.get("idempotent-replayed")).toBe("true");
      else expect(reads(first), JSON.stringify(sent)).toEqual(understood);
      const path = `/api/idempotency/${encodeURIComponent(understood.value ?? "")}`;
      const known = await world.ask(path, { headers: { authorization: `Bearer ${admin}` } });
      expect([understood.value, known.status]).toEqual([understood.value, 200]);
    }
  });

  test("of every spelling a row that stores nothing hands on the very key it read", async () => {
    for (const sent of spellings) {
      await world.forget();
      const answer = await world.ask("/api/auth/register", {
        method: "POST",
        body: "{}",
        headers: sent,
      });
      const understood = reads(sent);
      const [first] = await arrived("auth");
      if (understood.ok) {
        expect(first && reads(first), JSON.stringify(sent)).toEqual(understood);
        // Auth asks for more characters than the door does, of the same key.
        expect(first && reads(first, ANONYMOUS_KEY_CHARS_MIN).ok).toBe(
          reads(sent, ANONYMOUS_KEY_CHARS_MIN).ok,
        );
      } else expect([answer.status, first]).toEqual([400, undefined]);
    }
  });
});
