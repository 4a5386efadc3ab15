import { describe, expect, test } from "vitest";
import { namedTests, numbersIn } from "./conformance/named-tests.ts";
import { SPECS } from "./conformance/specs.ts";
import { allTests, conformancePage, unprovenRules } from "./conformance.ts";

const FILE = `
describe("outer 1", () => {
  test("plain", () => {});
  test.each([
    ["a", "b"],
  ])("of a table %s", async (_name, other) => {
    expect("not a name", () => {});
  });
  describe("inner", () => {
    test(
      "on a line of its own",
      async () => {},
    );
  });
  test.each([1, 2])("in line %i", (n) => {});
  test.each(["a", "b"] as const)("of words %s", async (word) => {});
});
test("alone", () => {});
`;

describe("conformance pages", () => {
  test("find every named test with the groups around it, and nothing else", () => {
    expect(namedTests("a.test.ts", FILE).map(({ names }) => names)).toEqual([
      ["outer 1", "plain"],
      ["outer 1", "of a table %s"],
      ["outer 1", "inner", "on a line of its own"],
      ["outer 1", "in line %i"],
      ["outer 1", "of words %s"],
      ["alone"],
    ]);
  });

  test("read lists and ranges of numbers, of the one specification", () => {
    const names = ["gateway 9, 15–17: x", "auth 3, gateway 40", "gateway, settled 7"];
    expect([...numbersIn(names, { id: "gateway" })]).toEqual([9, 15, 16, 17, 40]);
    expect([...numbersIn(names, { id: "auth" })]).toEqual([3]);
  });

  test("read parts of a rule apart from the rules", () => {
    const names = ["orders 12, 57.3: x", "orders 57.9–57.11"];
    expect([...numbersIn(names, { id: "orders" })]).toEqual([12, 57]);
    expect([...numbersIn(names, { id: "orders", within: 57 })]).toEqual([3, 9, 10, 11]);
  });

  test.each(SPECS)("$title: every rule is named by a test", (spec) => {
    expect(unprovenRules(spec, allTests())).toEqual([]);
  });

  test("a rule without a test is told", () => {
    const spec = {
      id: "x",
      title: "X",
      rules: [
        [1, "one"],
        [2, "two"],
      ],
      elsewhere: {},
    } as const;
    const tests = [{ path: "a.test.ts", names: ["x 1: `b`"] }];
    expect(unprovenRules(spec, tests)).toEqual([2]);
    const page = conformancePage(spec, tests);
    expect(page).toContain("- x 1: \\`b\\` (`a.test.ts`)");
    expect(page).toContain("## 2\n\nTwo.\n\n- none yet");
  });
});
