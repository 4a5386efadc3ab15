/**
 * Every name that a Worker writes into the data of a timeline's entry has its word in both languages: they are read where
 * they are written, in the calls and inserts that make an entry.
 */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { adminTimelineEn } from "../web/src/messages/admin-timeline.en.ts";
import { adminTimelineKo } from "../web/src/messages/admin-timeline.ko.ts";

const textsOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: new URL("..", import.meta.url).pathname })
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));

/** Gives the text of each call, from its opening bracket to the one that closes it. */
function callsOf(name: RegExp, text: string): string[] {
  return [...text.matchAll(name)].map((found) => {
    const begin = found.index + found[0].length;
    let depth = 1;
    let end = begin;
    for (; end < text.length && depth > 0; end++) {
      if ("([{".includes(text[end] ?? "")) depth += 1;
      if (")]}".includes(text[end] ?? "")) depth -= 1;
    }
    return text.slice(begin, end - 1);
  });
}

/** Cuts a list at the commas that are in no bracket and no quotes. */
function partsOf(list: string): string[] {
  const parts = [""];
  let depth = 0;
  let isQuoted = false;
  for (const sign of list) {
    if (sign === "'") isQuoted = !isQuoted;
    if (!isQuoted && "([{".includes(sign)) depth += 1;
    if (!isQuoted && ")]}".includes(sign)) depth -= 1;
    if (sign === "," && depth === 0 && !isQuoted) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** Names of the objects that a part of SQL makes. */
function namesInSql(sql: string): string[] {
  const made = callsOf(/jsonb_build_object\(/g, sql).flatMap((call) =>
    partsOf(call)
      .filter((_, index) => index % 2 === 0)
      .flatMap((part) => /^'(\w+)'$/.exec(part)?.[1] ?? []),
  );
  const written = [...sql.matchAll(/'(\{"[^']*\})'/g)].flatMap(([, json]) =>
    Object.keys(JSON.parse(json ?? "{}") as object),
  );
  return [...made, ...written];
}

/** Names of the objects that follow a sign, and of what is spread into them. */
const namesAfter = (sign: RegExp, text: string): string[] =>
  callsOf(sign, text).flatMap((object) => [
    ...partsOf(object).flatMap((part) => /^(\w+)\s*(?::|$)/.exec(part)?.[1] ?? []),
    ...namesAfter(/\.\.\.\([^{}]*\{/g, object),
  ]);

const ORDER = ["workers/order/src/**/*.ts", "workers/order/db/migrations/*.sql"];
const PAYMENT = ["workers/payment/src/**/*.ts", "workers/payment/db/migrations/*.sql"];

/** What is written, by where. */
const WRITTEN: Record<string, () => string[]> = {
  "events of an order, by a move": () =>
    textOf(ORDER).flatMap((text) =>
      callsOf(/toldOf\(/g, text).flatMap((call) => namesAfter(/\{/g, partsOf(call)[2] ?? "")),
    ),
  "events of an order, by a function": () =>
    textOf(ORDER).flatMap((text) => [
      ...callsOf(/note_move\(/g, text).flatMap((call) => namesInSql(partsOf(call)[3] ?? "")),
      ...insertsOf("orders.order_event", text).flatMap(namesInSql),
    ]),
  "acts of staff on an order": () => [
    ...textOf(ORDER).flatMap((text) =>
      callsOf(/actingOf\(/g, text).flatMap((call) => namesAfter(/\{/g, partsOf(call)[2] ?? "")),
    ),
    ...textOf(["workers/order/src/adapters/acts.ts"]).flatMap(namesInSql),
    ...textOf(ORDER).flatMap((text) => insertsOf("orders.audit_event", text).flatMap(namesInSql)),
  ],
  "steps and messages": () =>
    textOf(["workers/order/src/adapters/timeline.postgres.ts"]).flatMap(namesInSql),
  "holds and movements of stock": () =>
    textOf(["workers/order/src/core/timeline.ts"]).flatMap((text) => [
      ...namesAfter(/data: \{/g, text),
      ...namesAfter(/const data = \{/g, text),
    ]),
  "events of a payment": () =>
    textOf(PAYMENT).flatMap((text) => [
      ...callsOf(/payment\.move\(/g, text).flatMap((call) => namesInSql(partsOf(call)[3] ?? "")),
      ...insertsOf("payment.payment_event", text).flatMap(namesInSql),
    ]),
  "calls of the gateway, webhooks, refunds and points": () => {
    const [reads = ""] = textOf(["workers/payment/src/adapters/saga-reads.postgres.ts"]);
    return namesInSql(reads.slice(reads.indexOf("timeline(")));
  },
  "what the gateway answered": () =>
    textOf(["workers/payment/src/core/gateway-answered.ts"]).flatMap((text) =>
      namesAfter(/return \{/g, text),
    ),
  "differences of the books": () => [
    ...textOf(["workers/payment/src/core/reconcile.ts"]).flatMap((text) =>
      namesAfter(/const data = \{/g, text),
    ),
    ...textOf(["workers/payment/src/verbs/reconcile.ts"]).flatMap((text) =>
      namesAfter(/data: \{/g, text),
    ),
  ],
};

function textOf(patterns: string[]): string[] {
  return textsOf(...patterns);
}

/** Statements that insert into a table, to their end. */
function insertsOf(table: string, text: string): string[] {
  return [...text.matchAll(new RegExp(`insert into ${table.replace(".", "\\.")}\\b`, "gi"))].map(
    ({ index }) => text.slice(index, endOf(text, index)),
  );
}

/** Where a statement, or the CTE that holds it, ends. */
function endOf(text: string, begin: number): number {
  let depth = 0;
  for (let at = begin; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth < 0 || text[at] === ";" || text[at] === "`") return at;
  }
  return text.length;
}

describe("orders 43: the details of the timeline are in words", () => {
  test.each(Object.keys(WRITTEN))("%s: each name has its word in both languages", (where) => {
    const names = [...new Set(WRITTEN[where]?.())].sort();
    expect(names.length).toBeGreaterThan(0);
    for (const { details } of [adminTimelineKo, adminTimelineEn]) {
      expect(names.filter((name) => !Object.hasOwn(details, name))).toEqual([]);
    }
  });
});
