import { beforeEach, describe, expect, test } from "vitest";
import {
  BUCKETS_SECONDS,
  count,
  gauge,
  histogramOf,
  observe,
  returnCounts,
  takeCounts,
} from "./counts.ts";
import { exposition, METRICS } from "./exposition.ts";

beforeEach(() => void takeCounts());

describe("gateway metrics: counting", () => {
  test("adds, keeps the last of a gauge, and begins anew once taken", () => {
    count("gateway_requests_total", { route: "/a", status: 200 });
    count("gateway_requests_total", { route: "/a", status: 200 });
    gauge("gateway_breaker_open", { circuit: "store" }, 1);
    gauge("gateway_breaker_open", { circuit: "store" }, 0);
    expect(takeCounts()).toEqual({
      add: { 'gateway_requests_total{route="/a",status="200"}': 2 },
      set: { 'gateway_breaker_open{circuit="store"}': 0 },
    });
    expect(takeCounts()).toBeNull();
  });

  test("what could not be told is told next time, and a newer gauge wins", () => {
    count("x");
    gauge("g", {}, 1);
    const taken = takeCounts();
    count("x");
    gauge("g", {}, 2);
    if (taken) returnCounts(taken);
    expect(takeCounts()).toEqual({ add: { x: 2 }, set: { g: 2 } });
  });

  test("a label cannot end its line or its quotes", () => {
    count("x", { a: 'b"\n\\' });
    expect(Object.keys(takeCounts()?.add ?? {})).toEqual(['x{a="b\\"\\n\\\\"}']);
  });

  test("5 000 series are the most an isolate holds", () => {
    for (let at = 0; at < 6_000; at++) count("x", { at });
    expect(Object.keys(takeCounts()?.add ?? {})).toHaveLength(5_000);
  });
});

describe("gateway metrics: Prometheus text", () => {
  test("a histogram is cumulative, ends at +Inf, and agrees with its count", () => {
    for (const seconds of [0.001, 0.005, 0.03, 99]) {
      observe(histogramOf("gateway_request_duration_seconds", { route: "/a" }), seconds);
    }
    const text = exposition(takeCounts()?.add ?? {});
    const buckets = [...text.matchAll(/_bucket\{route="\/a",le="([^"]+)"\} (\d+)/g)];
    expect(buckets.map(([, le]) => le)).toEqual([...BUCKETS_SECONDS.map(String), "+Inf"]);
    expect(buckets.map(([, , sum]) => Number(sum))).toEqual([
      2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4,
    ]);
    expect(text).toContain('gateway_request_duration_seconds_count{route="/a"} 4\n');
    expect(text).toMatch(/_sum\{route="\/a"\} 99\.036/);
  });

  test("every metric has its help and type, each line is well-formed", () => {
    const text = exposition({ 'gateway_requests_total{route="/a"}': 1, unknown_total: 1 });
    for (const name of Object.keys(METRICS)) expect(text).toContain(`# TYPE ${name} `);
    expect(text).not.toContain("unknown_total");
    for (const line of text.trimEnd().split("\n")) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="([^"\\]|\\.)*",?)+\})? [\d.e+-]+)$/);
    }
  });
});
