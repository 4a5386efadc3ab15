/** What every RPC entrypoint does around its answer. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { STORE_AWAY } from "./absence.ts";
import { answerRpc, rpcAnswerer } from "./rpc.ts";

const lines: unknown[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(JSON.parse(line)));
});
const call = (more: object = {}) => ({
  requestId: "r",
  traceparent: "t",
  deadline: Date.now() + 5_000,
  ...more,
});

describe("a question", () => {
  const answer = rpcAnswerer({
    service: "test",
    readConfig: (env: object) => env as { factor: number },
    depsOf: ({ factor }, request) => ({ double: (n: number) => n * factor, request }),
    isOutage: (thrown) => thrown === "store",
  });

  test("is answered with the Worker's dependencies, made for this call", async () => {
    const made = await answer({ factor: 2 }, "ask", call(), ({ double, request }, config) => ({
      value: double(4),
      request,
      config,
    }));
    expect(made).toEqual({
      value: 8,
      request: { requestId: "r", traceparent: "t" },
      config: { factor: 2 },
    });
  });

  test("that meets a store's absence says so by name, and nothing of the cause", async () => {
    const asked = answer({ factor: 2 }, "ask", call(), () => Promise.reject("store"));
    await expect(asked).rejects.toMatchObject({ name: STORE_AWAY });
    expect(lines).toMatchObject([{ requestId: "r" }]);
  });

  test("that goes wrong otherwise throws what went wrong, after noting it", async () => {
    const wrong = new TypeError("x");
    await expect(
      answer({ factor: 2 }, "ask", call(), () => {
        throw wrong;
      }),
    ).rejects.toBe(wrong);
    expect(lines).toHaveLength(1);
  });

  test("of a wrong configuration is noted like any other", async () => {
    const broken = rpcAnswerer({
      service: "test",
      readConfig: () => {
        throw new RangeError("x");
      },
      depsOf: () => ({}),
    });
    await expect(broken({}, "ask", call(), () => 1)).rejects.toThrow(RangeError);
    expect(lines).toHaveLength(1);
  });
});

test("a call of another form is refused before anything is done", async () => {
  const work = vi.fn(async () => 1);
  await expect(answerRpc("a", { requestId: "r" } as never, work)).rejects.toThrow();
  expect(work).not.toHaveBeenCalled();
});

test("a caller that no longer waits is not answered", async () => {
  const late = answerRpc(
    "a",
    call({ deadline: Date.now() - 1 }),
    () => new Promise(() => undefined),
  );
  await expect(late).rejects.toMatchObject({ name: "DeadlineError" });
});

test("without a judge of outages what is thrown is thrown on", async () => {
  await expect(answerRpc("a", call(), () => Promise.reject(new Error("x")))).rejects.toThrow("x");
});

test("an answer is plain data", async () => {
  class Row {
    a = 1;
  }
  const given = await answerRpc("a", call(), async () => ({ row: { ...new Row() } }));
  expect(given).toEqual({ row: { a: 1 } });
});
