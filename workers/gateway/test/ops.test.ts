import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../../tools/run-command.ts";
import { METRICS } from "../src/metrics/exposition.ts";

const alerts = readFileSync(join(ROOT, "ops/alerts.yml"), "utf8");
const dashboard = JSON.parse(readFileSync(join(ROOT, "ops/dashboard.json"), "utf8")) as {
  panels: { id: number; targets: { expr: string; legendFormat: string }[] }[];
};
const rules = [...alerts.matchAll(/- alert: (\w+)\n\s+expr: (.+)\n/g)].map(
  ([, name = "", expr = ""]) => ({
    name,
    expr,
  }),
);
const panels = dashboard.panels.flatMap(({ targets }) => targets);
const known = Object.entries(METRICS).flatMap(([name, [type]]) =>
  type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
);
const metricsOf = (expr: string) => expr.match(/\bgateway_\w+/g) ?? [];

describe("gateway 45: what watches it asks for what it counts", () => {
  test("every alert and panel names metrics that exist", () => {
    expect(rules.length).toBe(alerts.match(/- alert:/g)?.length);
    for (const { expr } of [...rules, ...panels]) {
      expect(metricsOf(expr).length, expr).toBeGreaterThan(0);
      expect(known).toEqual(expect.arrayContaining(metricsOf(expr)));
    }
  });

  test("every metric stands in a panel, and every alert says what to do", () => {
    const shown = panels
      .flatMap(({ expr }) => metricsOf(expr))
      .map((name) => name.replace(/_bucket$/, ""));
    expect([...new Set(shown)].sort()).toEqual(Object.keys(METRICS).sort());
    expect(alerts.match(/^\s+action: /gm)?.length).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  test("parentheses and brackets of every expression are balanced", () => {
    for (const { expr } of [...rules, ...panels]) {
      for (const [open, close] of ["()", "[]", "{}"]) {
        expect(expr.split(open ?? "").length, expr).toBe(expr.split(close ?? "").length);
      }
    }
  });
});
