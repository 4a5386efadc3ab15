/** Toss's HTTP API: authentication, idempotency, planted faults, then the verb. */
import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { IDEMPOTENCY_MS, type StoredAnswer } from "./book.ts";
import { afterwards, altered, beforehand, type CallFaults } from "./call-faults.ts";
import {
  type ApiAnswer,
  FAILED,
  type GatewayError,
  gatewayErrorOf,
  refusalOf,
} from "./error-codes.ts";
import { facing, type GatewayVerb } from "./faults.ts";
import { type Gateway, record } from "./gateway.ts";
import { type PaymentRecord, wasApproved } from "./record.ts";
import { tossPayment } from "./toss-payment.ts";
import { cancel } from "./verbs/cancel.ts";
import { confirm } from "./verbs/confirm.ts";
import { issueAccount } from "./verbs/issue-account.ts";
import { keyIn } from "./verbs/key-in.ts";
import { list } from "./verbs/list.ts";
import type { Outcome } from "./verbs/outcome.ts";

type Env = { Bindings: HttpBindings };
type Call = Context<Env>;

const KEY_LENGTH_MAX = 300;

/** Makes the routes of the API. */
export function apiOf(gateway: Gateway): Hono<Env> {
  const { book } = gateway;
  /** Scopes of idempotency keys whose first request has not ended. */
  const running = new Set<string>();
  const app = new Hono<Env>();
  app.use("/v1/*", async (c, next) => {
    const refused = authFault(c.req.header("authorization"), gateway.keys.secretKey);
    return refused ? send(c, refusalOf(refused, localeOf(c))) : next();
  });
  app.post("/v1/payments/confirm", (c) => write(c, "confirm", (body) => confirm(book, body)));
  app.post("/v1/virtual-accounts", (c) => write(c, "issue", (body) => issueAccount(book, body)));
  app.post("/v1/payments/key-in", (c) => write(c, "key_in", (body) => keyIn(book, body)));
  app.post("/v1/payments/:key/cancel", (c) =>
    write(c, "cancel", (body) => cancel(book, c.req.param("key"), body)),
  );
  app.get("/v1/payments/orders/:orderId", (c) =>
    read(c, "look", c.req.param("orderId"), () =>
      shownOr(book.ofOrder(c.req.param("orderId")).findLast(wasApproved)),
    ),
  );
  app.get("/v1/payments/:key", (c) => {
    const known = book.payments.get(c.req.param("key"));
    return read(c, "look", known?.orderId ?? null, () => shownOr(known));
  });
  app.get("/v1/transactions", (c) =>
    read(c, "list", null, () => {
      const listed = list(book, c.req.query(), gateway.origin);
      return "refused" in listed ? listed : { shown: listed.items };
    }),
  );
  app.all("/v1/*", (c) => send(c, refusalOf("NOT_FOUND", localeOf(c))));
  return app;

  function shownOr(known: PaymentRecord | undefined) {
    if (!known) return { refused: "NOT_FOUND_PAYMENT" } as const;
    return { shown: tossPayment(known, book.now(), gateway.origin) };
  }

  async function read(
    c: Call,
    verb: GatewayVerb,
    orderId: string | null,
    ask: () => { shown: unknown } | { refused: GatewayError },
  ): Promise<Response> {
    const faults = await meet(verb, orderId);
    const early = await beforehand(c.env.outgoing, faults);
    if (early) return send(c, early);
    const found = ask();
    await book.settled();
    const answer =
      "shown" in found
        ? { status: 200, text: JSON.stringify(found.shown) }
        : refusalOf(found.refused, localeOf(c));
    return send(c, await afterwards(c.env.outgoing, faults, answer));
  }

  async function write(
    c: Call,
    verb: GatewayVerb,
    act: (body: unknown) => Outcome,
  ): Promise<Response> {
    const key = c.req.header("idempotency-key");
    if (key && key.length > KEY_LENGTH_MAX) {
      return send(c, refusalOf("INVALID_IDEMPOTENCY_KEY", localeOf(c)));
    }
    const scope = key && JSON.stringify([key, gateway.keys.secretKey, c.req.path, c.req.method]);
    const repeated = scope ? await repeatedAnswer(scope) : null;
    if (repeated) return send(c, repeated);
    if (scope) running.add(scope);
    try {
      return await perform(c, verb, act, scope);
    } finally {
      if (scope) running.delete(scope);
    }
  }

  async function repeatedAnswer(scope: string): Promise<ApiAnswer | null> {
    if (running.has(scope)) return refusalOf("IDEMPOTENT_REQUEST_PROCESSING");
    const stored = book.answers.get(scope);
    if (!stored || stored.at < book.now() - IDEMPOTENCY_MS) return null;
    await book.settled();
    return stored;
  }

  async function perform(
    c: Call,
    verb: GatewayVerb,
    act: (body: unknown) => Outcome,
    scope: string | undefined,
  ): Promise<Response> {
    const body: unknown = await c.req.json().catch(() => null);
    const done = gateway.tap && (await gateway.tap(verb));
    if (done === null) return end(c);
    const faults = await meet(verb, orderOf(c, body));
    const early = await beforehand(c.env.outgoing, faults);
    if (early) {
      const isKept = early !== "connection_ended" && faults.get("500_before")?.value === "stored";
      if (isKept && scope) await book.commit({ answers: [stored(scope, early)] });
      return send(c, early);
    }
    const asked = gatewayErrorOf(c.req.header("tosspayments-test-code") ?? "");
    const outcome: Outcome = asked
      ? { refused: asked }
      : faults.has("cancel_refused")
        ? { refused: "REFUND_REJECTED" }
        : act(body);
    const after = "done" in outcome ? altered(outcome.done, faults) : outcome.left;
    const answer = answerOf(c, outcome, after, faults);
    const kept = scope ? stored(scope, answer) : undefined;
    if (after) await record(gateway, after, { answer: kept });
    else if (kept) await book.commit({ answers: [kept] });
    if (done && !(await done())) return end(c);
    const isUnheard = "done" in outcome && outcome.done.card?.outcome === "approved_without_answer";
    const sent = isUnheard && verb !== "cancel" ? refusalOf(FAILED, localeOf(c)) : answer;
    return send(c, await afterwards(c.env.outgoing, faults, sent));
  }

  function stored(scope: string, { status, text }: ApiAnswer): StoredAnswer {
    return { scope, status, text, at: book.now() };
  }

  function answerOf(
    c: Call,
    outcome: Outcome,
    after: PaymentRecord | undefined,
    faults: CallFaults,
  ): ApiAnswer {
    if ("refused" in outcome) return refusalOf(outcome.refused, localeOf(c));
    if (faults.has("already_processed")) return refusalOf("ALREADY_PROCESSED_PAYMENT", localeOf(c));
    if (faults.get("500_after")?.value === "stored") return refusalOf(FAILED, localeOf(c));
    const shown = after ?? outcome.done;
    return { status: 200, text: JSON.stringify(tossPayment(shown, book.now(), gateway.origin)) };
  }

  /** Takes the faults that meet a call off the list. */
  async function meet(verb: GatewayVerb, orderId: string | null): Promise<CallFaults> {
    const { met, left } = facing(book.faults, verb, orderId);
    if (met.size > 0) await book.commit({ faults: left });
    return met;
  }

  function orderOf(c: Call, body: unknown): string | null {
    const named = body as { orderId?: unknown } | null;
    if (typeof named?.orderId === "string") return named.orderId;
    return book.payments.get(c.req.param("key") ?? "")?.orderId ?? null;
  }
}

function authFault(header: string | undefined, secretKey: string): GatewayError | null {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return "UNAUTHORIZED_KEY";
  const given = Buffer.from(encoded, "base64");
  if (!given.includes(":")) return "INCORRECT_BASIC_AUTH_FORMAT";
  const expected = Buffer.from(`${secretKey}:`);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs ? null : "UNAUTHORIZED_KEY";
}

function localeOf(c: Call): "ko" | "en" {
  return /^en\b/i.test(c.req.header("accept-language") ?? "") ? "en" : "ko";
}

/** Ends the connection without an answer. */
function end(c: Call): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function send(c: Call, answer: ApiAnswer | "connection_ended"): Response {
  if (answer === "connection_ended") return RESPONSE_ALREADY_SENT;
  const { status, text } = answer;
  // Guarantee of the cast: it is a status of the table of errors, or 200.
  return c.body(text, status as 200, { "content-type": "application/json;charset=UTF-8" });
}
