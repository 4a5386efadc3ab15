import { beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.spyOn(console, "warn").mockReturnValue();
  return () => void vi.useRealTimers();
});

function gatewayOf(answers: (string | null | Error)[]) {
  const fetch = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return Response.json({ catalog: answer });
  });
  return { fetch };
}
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("storefront 11: the generation of pages", () => {
  test("is asked for once in 5 s", async () => {
    const { pageGeneration } = await import("./generation.ts");
    const gateway = gatewayOf(["3"]);
    for (let i = 0; i < 5; i += 1) await pageGeneration(gateway);
    expect(gateway.fetch).toHaveBeenCalledTimes(1);
    later(5_000);
    await pageGeneration(gateway);
    expect(gateway.fetch).toHaveBeenCalledTimes(2);
  });

  test.each([[new Error("away")], [null]])(
    "stays what it was when the answer is %s",
    async (no) => {
      const { pageGeneration } = await import("./generation.ts");
      const gateway = gatewayOf(["3", no]);
      await pageGeneration(gateway);
      later(5_000);
      expect(await pageGeneration(gateway)).toBe("3");
    },
  );
});
