import { describe, expect, test } from "vitest";
import { Leases } from "./leases.ts";

describe("images 45: leases", () => {
  test("no more than the budget is held at once", () => {
    const leases = new Leases(10);
    const first = leases.take(6, 0, 100);
    expect(leases.take(5, 0, 100)).toBeNull();
    if (first) leases.release(first);
    expect(leases.take(5, 0, 100)).not.toBeNull();
  });

  test("a request that vanished gives its place back when its lease ends", () => {
    const leases = new Leases(10);
    leases.take(10, 0, 100);
    expect(leases.take(1, 99, 100)).toBeNull();
    expect(leases.take(10, 100, 100)).not.toBeNull();
  });
});
