/** Every operation of the OpenAPI document is called once for real: no documented address can be dead. */
import { buildCall, credentialOf, Setup, sendCall } from "@edgemart/testkit/operations/calls";
import { answerChecker, type CheckAnswer } from "@edgemart/testkit/operations/check-answer";
import {
  type DocumentedOperation,
  operationsOf,
  readDocument,
} from "@edgemart/testkit/operations/document";
import { api, signIn, system } from "@edgemart/testkit/system";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { OPERATIONS } from "../../workers/gateway/src/own/operations.ts";
import { OWN_OPERATIONS } from "../../workers/gateway/src/own/own-operations.ts";

/** Ends the sessions that the other calls work with. */
const LAST = "endAllSessions";
const ALL = [...OPERATIONS, ...OWN_OPERATIONS].map(({ id }) => id);
const setup = new Setup();
let documented: Map<string, DocumentedOperation>;
let check: CheckAnswer;
beforeAll(async () => {
  const document = await readDocument();
  documented = new Map(operationsOf(document).map((each) => [each.operationId, each]));
  check = answerChecker(document);
});
afterAll(async () => {
  // Sessions of everybody were ended: other files begin when signing in works again.
  await vi.waitFor(
    async () => {
      const token = await signIn(system().admin);
      expect((await api("/api/members/me", { token })).status).toBe(200);
    },
    { timeout: 30_000, interval: 500 },
  );
});

describe("the OpenAPI document of the running system", () => {
  test("has exactly the operations of the contracts", () => {
    expect([...documented.keys()].sort()).toEqual(ALL.toSorted());
  });

  test.each(ALL.toSorted((a, b) => Number(a === LAST) - Number(b === LAST)))(
    "%s answers a valid call with its documented success",
    async (id) => {
      const operation = documented.get(id);
      if (!operation) throw new Error(`${id} is not documented`);
      const call = await buildCall(id, setup);
      const answer = await sendCall(operation, call, await credentialOf(operation, call, setup));
      const text = await answer.text();
      expect(answer.status, text).toBeLessThan(400);
      expect(check(operation, answer, text)).toEqual([]);
    },
  );
});
