import type { CatalogRpc } from "@edgemart/contracts/catalog";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rpcShop } from "./shop.rpc.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const call = { requestId: "r", traceparent: "", deadline: Number.MAX_SAFE_INTEGER };
const never = () => new Promise<never>(() => undefined);
const shop = (timeoutMs: number) =>
  rpcShop({ catalog: { similar: never, home: never } as unknown as CatalogRpc, timeoutMs }, call, {
    generation: null,
    section: (_name, ask) => ask(),
  });

test.each([
  ["similar products, where catalog has 2 s,", 800, () => shop(2_000).similar("en", ["A"])],
  ["similar products, where catalog has 0.5 s,", 500, () => shop(500).similar("en", ["A"])],
  ["the shop's own part, where catalog has 2 s,", 2_000, () => shop(2_000).home("en")],
])("%s: no answer is waited for longer than %i ms", async (_what, waitedMs, question) => {
  let kind: string | null = null;
  const asked = question().then((answer) => {
    kind = answer.kind;
  });
  await vi.advanceTimersByTimeAsync(waitedMs - 1);
  expect(kind).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  await asked;
  expect(kind).toBe("unavailable");
});
