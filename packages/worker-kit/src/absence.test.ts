/** What each kind of failure says of the other side; the shapes are read from workerd in `test/absence.worker.test.ts`. */
import { describe, expect, test } from "vitest";
import { findingOf, StoreAwayError } from "./absence.ts";
import { DeadlineError } from "./deadline.ts";

const thrown = (name: string, message: string, marks: object = {}) =>
  Object.assign(new Error(message), { name, ...marks });
const REMOTE = { remote: true };

describe("only absence is absence", () => {
  test.each<[string, unknown]>([
    ["a lost connection", thrown("Error", "Network connection lost.", { retryable: true })],
    ["one that another Worker lost", thrown("Error", "Network connection lost.", REMOTE)],
    ["a fault of the platform", thrown("Error", "internal error; reference = abc")],
    ["an overloaded Worker", thrown("Error", "too much", { overloaded: true })],
    ["what the platform would try again", thrown("Error", "later", { retryable: true })],
    ["a time limit of ours on fetch", thrown("TimeoutError", "late", { retryable: true })],
    ["a time limit of ours on RPC", new DeadlineError("late")],
    ["a store away behind it", new StoreAwayError("catalog.home: a store is away")],
    ["the same, as RPC brings it", thrown("StoreAwayError", "a store is away", REMOTE)],
  ])("%s", (_kind, error) => expect(findingOf(error)).toBe("absent"));

  test.each<[string, unknown]>([
    ["a bug there", thrown("TypeError", "x is undefined", REMOTE)],
    ["an error of its own", thrown("Error", "plain", REMOTE)],
    ["an answer of its that cannot be cloned", thrown("DataCloneError", "no", REMOTE)],
    ["a time limit of its own", thrown("TimeoutError", "late", { ...REMOTE, retryable: true })],
    ["an abort of its own", thrown("AbortError", "ended", { ...REMOTE, retryable: true })],
  ])("%s means that it is there", (_kind, error) => expect(findingOf(error)).toBe("present"));

  test.each<[string, unknown]>([
    ["an input that cannot be cloned", thrown("DataCloneError", "no")],
    ["a bug here", new TypeError("x is undefined")],
    ["an input over the limit of RPC", new Error("Serialized RPC arguments … limited to 32MiB")],
    ["a caller's abort", thrown("AbortError", "aborted", { retryable: true })],
    [
      "an answer of ours that cannot be cloned",
      thrown("DataCloneError", "no", { retryable: true }),
    ],
    ["a sentence about a lost connection", thrown("Error", "No: Network connection lost.")],
    ["an object without a message", { message: null }],
    ["a text", "a text"],
    ["nothing", undefined],
    ["null", null],
  ])("%s says nothing", (_kind, error) => expect(findingOf(error)).toBe("untold"));

  test("while the caller is still sending, nothing is the Worker's fault", () => {
    for (const error of [new DeadlineError("late"), thrown("Error", "Network connection lost.")]) {
      expect(findingOf(error, { bodyArrived: false })).toBe("untold");
    }
  });
});
