/** The draw, beside a second implementation of the same words of the specification. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitmentOf, DRAW_NAME, drawPlaces, listOf, TICKET_BYTES } from "./draw.ts";

const id = fc.uint8Array({ minLength: TICKET_BYTES, maxLength: TICKET_BYTES });
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** By Web Crypto, with `bigint`, from the written rule alone. */
async function places(key: Uint8Array, ids: readonly Uint8Array[]): Promise<Map<string, number>> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const digest = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  const sorted = ids.map(hex).sort();
  const list = Buffer.from(sorted.join(""), "hex");
  const seed = await digest(
    Buffer.concat([Buffer.from(DRAW_NAME), key, await digest(new Uint8Array(list))]),
  );
  const aes = await crypto.subtle.importKey("raw", seed, "AES-CTR", false, ["encrypt"]);
  const counter = { name: "AES-CTR", counter: new Uint8Array(16), length: 128 };
  const stream = Buffer.from(
    await crypto.subtle.encrypt(counter, aes, new Uint8Array(64 + ids.length * 64)),
  );
  const order = [...sorted];
  let at = 0;
  for (let i = BigInt(order.length) - 1n; i > 0n; i -= 1n) {
    const bound = (2n ** 32n / (i + 1n)) * (i + 1n);
    let word = bound;
    while (word >= bound) {
      word = BigInt(stream.readUInt32BE(at));
      at += 4;
    }
    const j = Number(word % (i + 1n));
    const last = Number(i);
    [order[last], order[j]] = [order[j] ?? "", order[last] ?? ""];
  }
  return new Map(order.map((each, index) => [each, index + 1]));
}

describe("ticketing 18: the draw", () => {
  test("is what a second implementation computes, in whichever order the ids are handed over", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(id, { maxLength: 60, selector: (each) => each.join() }),
        secret,
        async (ids, key) => {
          const list = listOf(ids);
          const own = drawPlaces(key, list);
          const wanted = await places(key, ids);
          const seen = new Map(
            Array.from(own, (place, index) => [
              Buffer.from(list.subarray(index * TICKET_BYTES, (index + 1) * TICKET_BYTES)).toString(
                "hex",
              ),
              place,
            ]),
          );
          expect(seen).toEqual(wanted);
          expect(drawPlaces(key, listOf([...ids].reverse()))).toEqual(own);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("gives each number once, and every place to every index about as often", () => {
    const count = 6;
    const ids = Array.from({ length: count }, (_, n) => new Uint8Array(TICKET_BYTES).fill(n));
    const list = listOf(ids);
    const rounds = 12_000;
    const seen = Array.from({ length: count }, () => new Uint32Array(count));
    for (let round = 0; round < rounds; round += 1) {
      const key = new Uint8Array(32);
      new DataView(key.buffer).setUint32(0, round);
      const drawn = drawPlaces(key, list);
      expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6]);
      drawn.forEach((place, index) => {
        const row = seen[index];
        if (row) row[place - 1] = (row[place - 1] ?? 0) + 1;
      });
    }
    // Chi-square with 25 degrees of freedom; 60 is beyond one in 10 000.
    const expected = rounds / count;
    const chi = seen
      .flatMap((row) => [...row])
      .reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(60);
  });

  test("ticketing attack 6: another secret than the one committed to is seen", () => {
    expect(commitmentOf(new Uint8Array(32))).not.toEqual(commitmentOf(new Uint8Array(32).fill(1)));
  });

  test("of nobody is empty, and a cut list is none", () => {
    expect(drawPlaces(new Uint8Array(32), new Uint8Array())).toHaveLength(0);
    expect(() => drawPlaces(new Uint8Array(32), new Uint8Array(17))).toThrow("cut");
  });
});
