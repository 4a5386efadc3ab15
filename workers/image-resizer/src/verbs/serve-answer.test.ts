import { err, ok } from "@edgemart/contracts/result";
import { KeptStore } from "@edgemart/kept/kept-store";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { pictureTarget } from "../core/address.ts";
import type { HeldAnswer, KeptAnswer } from "../core/answer.ts";
import { CodecError, CodecTrap } from "../core/codecs.ts";
import { Leases } from "../core/leases.ts";
import { parseParams } from "../core/params.ts";
import { createNodeTools } from "../deps/node.ts";
import type { AnswerStore, Overflow, ServeDeps, Tools } from "../ports.ts";
import { serveAnswer } from "./serve-answer.ts";

const ID = "ab".repeat(32);
const swatch = { create: { width: 30, height: 20, channels: 3, background: "#336699" } } as const;
const picture = sharp(swatch).png().toBuffer();
const tools = createNodeTools();

function targetOf(query: string) {
  const params = parseParams(new URLSearchParams(query), []);
  if (!params.ok) throw new Error("refused");
  return pictureTarget(
    { source: { kind: "own", id: ID }, params: params.value },
    ID,
    null,
    "asked",
  );
}

const UNREADABLE = { ok: false, error: { code: "image_unreadable" } };

/** Tools whose decoder gives up. */
function toolsThat(fail: () => Error): Tools {
  const decode = () => {
    throw fail();
  };
  return { ...tools, codecs: { ...tools.codecs, decode } };
}

const broken: AnswerStore = {
  get: () => Promise.reject(new Error("away")),
  put: () => Promise.reject(new Error("away")),
};
const empty: AnswerStore = { get: async () => null, put: async () => undefined };

let reads: number;
let late: Promise<unknown>[];
function depsWith(stores: Partial<ServeDeps> = {}): ServeDeps {
  return {
    originals: {
      async open() {
        reads += 1;
        const bytes = await picture;
        const discard = async () => undefined;
        return ok({ bytes: bytes.length, info: null, read: async () => ok(bytes), discard });
      },
    },
    origins: { open: async () => err("image_source_forbidden") },
    edge: empty,
    derivatives: empty,
    memory: new KeptStore<KeptAnswer>({ costMax: 1_000_000, entriesMax: 100 }, 1),
    flights: new Map(),
    failures: new KeptStore({ costMax: 100, entriesMax: 100 }, 1),
    mayMake: async () => true,
    places: { work: new Leases(100_000), queue: new Leases(4) },
    tools,
    later: (work) => late.push(work),
    ...stores,
  };
}
beforeEach(() => {
  reads = 0;
  late = [];
});

describe("images 45, 47: tiers", () => {
  test("caches that are away cost time, never the picture", async () => {
    const served = await serveAnswer(
      targetOf("w=9"),
      depsWith({ edge: broken, derivatives: broken }),
    );
    expect(served).toMatchObject({ ok: true, value: { tier: "MISS" } });
    await expect(Promise.all(late)).resolves.toBeDefined();
  });

  test("row 7: 10 000 pictures asked for once drive none out that is asked for again; bytes and entries are bounded", async () => {
    const memory = new KeptStore<KeptAnswer>({ costMax: 200_000, entriesMax: 200 }, 1);
    const body = new Uint8Array(1_000);
    const held: AnswerStore = {
      get: async () => ({
        body,
        length: 1_000,
        type: "image/webp",
        etag: '"e"',
        madeAt: Date.now(),
      }),
      put: async () => undefined,
    };
    const deps = depsWith({ memory, edge: held });
    const warm = Array.from({ length: 60 }, (_, at) => targetOf(`w=${at + 1}`));
    for (let round = 0; round < 2; round++) for (const each of warm) await serveAnswer(each, deps);
    for (let at = 0; at < 10_000; at++) {
      await serveAnswer({ ...targetOf("w=9"), key: `d/flood/${at}` }, deps);
      expect(memory.cost).toBeLessThanOrEqual(200_000);
    }
    expect(memory.size).toBeLessThanOrEqual(200);
    for (const each of warm) {
      expect(await serveAnswer(each, deps)).toMatchObject({ ok: true, value: { tier: "L0" } });
    }
  });

  test("a made answer fills all three caches, a found one those above it", async () => {
    const put: string[] = [];
    const store = (name: string, found: HeldAnswer | null): AnswerStore => ({
      get: async () => found,
      put: async () => void put.push(name),
    });
    const deps = depsWith({ edge: store("edge", null), derivatives: store("r2", null) });
    const made = await serveAnswer(targetOf("w=9"), deps);
    if (!made.ok) throw new Error(made.error.code);
    expect(put.sort()).toEqual(["edge", "r2"]);
    expect(await serveAnswer(targetOf("w=9"), deps)).toMatchObject({ value: { tier: "L0" } });
    put.length = 0;
    const answer = made.value.answer as HeldAnswer;
    const other = depsWith({ edge: store("edge", null), derivatives: store("r2", answer) });
    expect(await serveAnswer(targetOf("w=9"), other)).toMatchObject({ value: { tier: "L2" } });
    expect(await serveAnswer(targetOf("w=9"), other)).toMatchObject({ value: { tier: "L0" } });
    expect(put).toEqual(["edge"]);
    expect(reads).toBe(1);
  });

  test("an isolate without room turns the request away and reads nothing", async () => {
    const full = new Leases(1);
    const queue = new Leases(0);
    const deps = depsWith({ places: { work: full, queue } });
    expect(await serveAnswer(targetOf("w=9"), deps)).toMatchObject({
      error: { code: "image_busy" },
    });
  });

  test("a failure of the moment is kept by no cache and is not shared with later requests", async () => {
    const deps = depsWith();
    const originals = { open: async () => err("image_busy") };
    expect((await serveAnswer(targetOf("w=9"), { ...deps, originals })).ok).toBe(false);
    expect((await serveAnswer(targetOf("w=9"), deps)).ok).toBe(true);
  });

  test("images 22: a source that is missing is asked for once a minute, whatever size is wanted", async () => {
    const deps = depsWith();
    let asked = 0;
    const originals: ServeDeps["originals"] = {
      async open() {
        asked += 1;
        return err("image_not_found");
      },
    };
    for (const query of ["w=9", "w=10", "h=3"]) {
      const served = await serveAnswer(targetOf(query), { ...deps, originals });
      expect(served).toMatchObject({ error: { code: "image_not_found" } });
    }
    expect(asked).toBe(1);
    for (const entry of deps.failures.deleteAll(() => true)) expect(entry).toBe(`d/${ID}/`);
    expect((await serveAnswer(targetOf("w=9"), deps)).ok).toBe(true);
  });

  test("images 22: a damaged source is read once a minute, whatever size is wanted", async () => {
    const deps = depsWith({ tools: toolsThat(() => new CodecError("cut")) });
    for (const query of ["w=9", "w=10", "h=3"]) {
      expect(await serveAnswer(targetOf(query), deps)).toMatchObject(UNREADABLE);
    }
    expect(reads).toBe(1);
  });

  test("a size that a decoder cannot hold is refused for a minute, and no other size of the source", async () => {
    const deps = depsWith();
    const trapped = { ...deps, tools: toolsThat(() => new CodecTrap("unreachable")) };
    for (let round = 0; round < 2; round++) {
      expect(await serveAnswer(targetOf("w=2000&enlarge=1"), trapped)).toMatchObject(UNREADABLE);
    }
    expect(reads).toBe(1);
    expect((await serveAnswer(targetOf("w=9"), deps)).ok).toBe(true);
    expect(await serveAnswer(targetOf("w=2000&enlarge=1"), deps)).toMatchObject(UNREADABLE);
  });

  test("what another service cannot make in one size, it is asked to make in others", async () => {
    let asked = 0;
    const overflow: Overflow = {
      async render() {
        asked += 1;
        return err("image_too_large");
      },
    };
    const heic = new Uint8Array([0, 0, 0, 12, ...new TextEncoder().encode("ftypheic")]);
    const discard = async () => undefined;
    const originals: ServeDeps["originals"] = {
      open: async () => ok({ bytes: 12, info: null, read: async () => ok(heic), discard }),
    };
    const deps = depsWith({ originals, tools: { ...tools, overflow } });
    for (const query of ["w=2000", "w=2000", "w=9"]) {
      const served = await serveAnswer(targetOf(query), deps);
      expect(served).toMatchObject({ error: { code: "image_too_large" } });
    }
    expect(asked).toBe(2);
  });

  test("images 42: who has made too many is refused what must be made, never what is there", async () => {
    const deps = depsWith({ mayMake: async () => false });
    expect(await serveAnswer(targetOf("w=9"), deps)).toMatchObject({
      error: { code: "rate_limited", retryAfterSeconds: 60 },
    });
    expect(reads).toBe(0);
    await serveAnswer(targetOf("w=9"), { ...deps, mayMake: async () => true });
    expect(await serveAnswer(targetOf("w=9"), deps)).toMatchObject({ value: { tier: "L0" } });
  });
});
