import { expect, test } from "vitest";
import { REQUIREMENTS } from "./asvs/requirements.ts";
import { asvsPage, testsOf } from "./asvs.ts";
import { allTests } from "./conformance.ts";

const tests = allTests();

test("each requirement of the four chapters stands once, in order", () => {
  const numbers = REQUIREMENTS.map(({ number }) => number.split(".").map(Number));
  expect(new Set(REQUIREMENTS.map(({ number }) => number)).size).toBe(numbers.length);
  const sorted = numbers.toSorted(
    ([a = 0, b = 0, c = 0], [x = 0, y = 0, z = 0]) => a - x || b - y || c - z,
  );
  expect(numbers).toEqual(sorted);
  // Without a hole: within a section they count up by one.
  for (const [at, [, section, item = 0] = []] of numbers.entries()) {
    const [, before, last = 0] = numbers[at - 1] ?? [];
    expect(item).toBe(section === before ? last + 1 : 1);
  }
});

test.each(REQUIREMENTS.filter(({ proof }) => proof.length > 0))(
  "$number: every rule that proves it has a test",
  (requirement) => {
    for (const rule of requirement.proof) {
      expect([rule, testsOf({ ...requirement, proof: [rule] }, tests).length > 0]).toEqual([
        rule,
        true,
      ]);
    }
  },
);

test("what no test proves says why", () => {
  const silent = REQUIREMENTS.filter(({ note, proof, standing }) =>
    standing === "met" ? proof.length === 0 && !note : !note,
  );
  expect(silent).toEqual([]);
  expect(asvsPage(tests)).toContain("Not met, in one list:");
});
