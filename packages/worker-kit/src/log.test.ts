import { expect, test, vi } from "vitest";
import { log, reasonOf } from "./log.ts";

test.each(["info", "warn", "error"] as const)(
  "a line of level %s is one JSON object on its own stream",
  (level) => {
    const streams = { info: "log", warn: "warn", error: "error" } as const;
    const written: string[] = [];
    for (const stream of Object.values(streams)) {
      vi.spyOn(console, stream).mockImplementation(
        (line) => void written.push(`${stream} ${line}`),
      );
    }
    log(level, "a.b", { field: "x\ny", none: undefined });
    log(level, "a.c");
    vi.restoreAllMocks();
    const [first = "", second = ""] = written;
    expect([first.split(" ")[0], first.includes("\n"), written.length]).toEqual([
      streams[level],
      false,
      2,
    ]);
    expect(JSON.parse(first.slice(first.indexOf("{")))).toEqual({
      level,
      event: "a.b",
      field: "x\ny",
    });
    expect(JSON.parse(second.slice(second.indexOf("{")))).toEqual({ level, event: "a.c" });
  },
);

test("a reason is the error's name and words, or the value itself, of bounded length", () => {
  expect(reasonOf(new TypeError("x"))).toBe("TypeError: x");
  expect(reasonOf("x")).toBe("x");
  expect(reasonOf(undefined)).toBe("undefined");
  expect(reasonOf("x".repeat(501))).toHaveLength(500);
});
