/** No input at all gives 5xx, and every answer is one that the OpenAPI document says: requests made from one seed. */
import { ERRORS, isErrorCode } from "@edgemart/contracts/error";
import { type Plan, plansOf } from "@edgemart/testkit/fuzz/plan";
import { type FuzzRequest, requestOf } from "@edgemart/testkit/fuzz/request";
import { asCurl, type RawAnswer, send } from "@edgemart/testkit/fuzz/send";
import {
  buildCall,
  credentialOf,
  type OperationCall,
  Setup,
} from "@edgemart/testkit/operations/calls";
import { answerChecker, type CheckAnswer } from "@edgemart/testkit/operations/check-answer";
import {
  type DocumentedOperation,
  operationsOf,
  readDocument,
  takesHeader,
} from "@edgemart/testkit/operations/document";
import { newAdmin, ownAddress, system } from "@edgemart/testkit/system";
import { beforeAll, describe, expect, test, vi } from "vitest";

const COUNT = process.env.EDGEMART_FULL === "1" ? 6_000 : 500;
const SEED = Number(process.env.EDGEMART_FUZZ_SEED ?? 20_261_130);
/** A caller may begin only so many keyed operations in a minute: each round has accounts of its own. */
const ROUND = 250;
const AT_ONCE = 6;
/** Would end the sessions that all others work with. */
const NEVER = "endAllSessions";

let operations: DocumentedOperation[];
let check: CheckAnswer;
beforeAll(async () => {
  const document = await readDocument();
  operations = operationsOf(document).filter(({ operationId }) => operationId !== NEVER);
  check = answerChecker(document);
});

describe("whatever is sent", () => {
  test(`is answered as documented, never with 5xx (${COUNT} requests)`, async () => {
    const plans = plansOf(SEED, COUNT);
    // One of a kind is enough to mend it.
    const faults = new Map<string, string>();
    const reached = new Set<string>();
    const seen = new Map<number, number>();
    let slow = 0;
    for (let from = 0; from < plans.length; from += ROUND) {
      const round = new Round(new Setup(await patiently(newAdmin)));
      const queue = plans.slice(from, from + ROUND).map((plan, at) => ({ plan, index: from + at }));
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { operation, request, answer } = await round.run(next.plan);
          const wrong = faultsOf(operation, request, answer);
          if (answer) seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          if (answer && answer.status < 300) reached.add(operation.operationId);
          if (wrong.length === 0) continue;
          const place = `seed ${SEED}, request ${next.index}, ${operation.operationId}`;
          const told = `${answer?.status} ${answer?.text.slice(0, 300)}`;
          const lines = [place, ...wrong, told, asCurl(system().urls.api, request)];
          faults.set(`${operation.operationId} ${wrong}`, lines.join("\n  "));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      slow += round.slow;
    }
    expect([...faults.values()].slice(0, 200).join("\n\n")).toBe("");
    // A fuzz that is refused at the door proves nothing: successes and every kind of refusal were among the answers.
    expect(reached.size).toBeGreaterThan(operations.length / 3);
    for (const status of [200, 400, 404, 415, 422]) expect(seen.get(status)).toBeGreaterThan(0);
    expect(slow).toBeLessThan(COUNT / 20);
    // No limit hid an operation.
    expect(seen.get(429) ?? 0).toBeLessThan(COUNT / 20);
  });
});

/** Valid calls to change, built once and again after one had an effect. */
class Round {
  /** Answers of a slow store. */
  slow = 0;
  readonly #setup: Setup;
  readonly #calls = new Map<string, Promise<OperationCall>>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  async run({ operation: number, mutations }: Plan) {
    const operation = operations[number % operations.length] as DocumentedOperation;
    const { operationId: id, method } = operation;
    const before = this.#calls.get(id) ?? patiently(() => buildCall(id, this.#setup));
    this.#calls.set(id, before);
    const call = await before;
    const authorization = await credentialOf(operation, call, this.#setup);
    const headers: [string, string][] = [["CF-Connecting-IP", ownAddress()]];
    if (authorization !== null) headers.push(["Authorization", authorization]);
    if (takesHeader(operation, "Idempotency-Key")) {
      headers.push(["Idempotency-Key", crypto.randomUUID()]);
    }
    const request = requestOf(operation, call, headers, mutations);
    const answer = await answerTo(request, () => {
      this.slow += 1;
    });
    // It is another version now, or gone.
    if (method !== "GET" && answer && answer.status < 300) this.#calls.delete(id);
    return { operation, request, answer };
  }
}

/** What a store that is slow under load answers; the same request must get another answer at once. */
const SLOW_STORE = new Set([503, 504]);
const TRIES_MAX = 4;
/** Set-up is no part of the fuzz: it waits for a loaded machine. */
const PATIENCE = { timeout: 60_000, interval: 500 };

async function answerTo(request: FuzzRequest, onSlow: () => void): Promise<RawAnswer | null> {
  for (let tries = 1; ; tries++) {
    const answer = await send(system().urls.api, request);
    if (!answer || !SLOW_STORE.has(answer.status) || tries === TRIES_MAX) return answer;
    onSlow();
  }
}

function patiently<T>(work: () => Promise<T>): Promise<T> {
  return vi.waitFor(work, PATIENCE);
}

function faultsOf(
  operation: DocumentedOperation,
  request: FuzzRequest,
  answer: RawAnswer | null,
): string[] {
  if (answer === null) return request.raw === null ? ["no answer"] : [];
  const { status, text, headers } = answer;
  if (status >= 500 && !isRefusedByServer(answer)) return [`answered ${status}`];
  if (request.isOfOperation && !isRefusedByServer(answer)) return check(operation, answer, text);
  if (status < 400 || request.method === "HEAD" || isRefusedByServer(answer)) return [];
  if (!headers.get("content-type")?.startsWith("application/problem+json")) {
    return [`${status} is no problem document`];
  }
  const { code } = JSON.parse(text) as { code: string };
  return isErrorCode(code) && ERRORS[code].status === status ? [] : [`code ${code} with ${status}`];
}

/** The runtime's HTTP server refuses by itself what is no HTTP (400) and methods it does not know (501, RFC 9110 §15.6.2). */
function isRefusedByServer({ status, headers }: RawAnswer): boolean {
  return (status === 400 || status === 501) && !headers.has("x-request-id");
}
