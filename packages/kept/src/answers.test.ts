/** How something kept is answered, for every age of it: the table of `Renewals.answer`. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Renewals } from "./renewals.ts";

const START = 1_790_000_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: START }));
afterEach(() => void vi.useRealTimers());
const after = (ms: number) => void vi.setSystemTime(START + ms);

const MINUTE = 60_000;
/** Fresh for one minute, stale for a second one, and good instead of an error for a third. */
const KEPT = {
  body: "old",
  generation: "1",
  storedMs: START,
  freshUntilMs: START + MINUTE,
  staleUntilMs: START + 2 * MINUTE,
  errorUntilMs: START + 3 * MINUTE,
};

/** Asks for one key, and writes down what was done for it. */
function asker(renewals = new Renewals()) {
  const done: string[] = [];
  const later: Promise<unknown>[] = [];
  let outcome: () => Promise<string> = async () => "new";
  const ask = (more: { key?: string; kept?: typeof KEPT | null; current?: string | null } = {}) => {
    const { key = "k", kept = KEPT, current = "1" } = more;
    return renewals.answer({
      ...{ key, kept, current },
      make() {
        done.push("make");
        return outcome();
      },
      isMade: (answer: string) => answer !== "broken",
      give: (given: typeof KEPT, how: string, late: boolean) => `${how} ${given.body} ${late}`,
      drop: (answer: string) => void done.push(`drop ${answer}`),
      failed: (thrown: unknown) => void done.push(`failed ${thrown}`),
      later: (work: Promise<unknown>) => void later.push(work),
    });
  };
  return {
    ask,
    done,
    renewed: () => Promise.all(later.splice(0)),
    behind: () => later.length,
    becomes(next: () => Promise<string>) {
      outcome = next;
    },
  };
}
const broken = async () => "broken";
const thrown = () => Promise.reject("outage");

describe("by its age", () => {
  test("fresh it is given, and nothing is made", async () => {
    const { ask, done } = asker();
    after(MINUTE - 1);
    expect([await ask(), done]).toEqual(["HIT old false", []]);
  });

  test("stale it is given, and made anew behind the answer", async () => {
    const { ask, done, renewed } = asker();
    after(MINUTE);
    expect(await ask()).toBe("STALE old false");
    await renewed();
    expect(done).toEqual(["make", "drop new"]);
  });

  test.each([
    ["past its staleness", 2 * MINUTE, "1"],
    ["of another generation", 0, "2"],
    ["of a generation that is not known", 0, null],
  ])("%s it is made anew, and given late where that fails", async (_age, ms, current) => {
    const { ask, becomes, done } = asker();
    after(ms);
    expect([await ask({ current }), done.splice(0)]).toEqual(["new", ["make"]]);
    becomes(broken);
    expect([await ask({ current }), done.splice(0)]).toEqual([
      "STALE old true",
      ["make", "drop broken"],
    ]);
  });

  test("dead, or never kept, it is made; where that fails the failure is the answer", async () => {
    const { ask, becomes, done } = asker();
    after(3 * MINUTE);
    expect([await ask(), await ask({ kept: null })]).toEqual(["new", "new"]);
    becomes(thrown);
    await expect(ask()).rejects.toBe("outage");
    await expect(ask({ kept: null })).rejects.toBe("outage");
    expect(done).not.toContain("failed outage");
  });

  test("a failure that is thrown is told, and what is kept is given", async () => {
    const { ask, becomes, done } = asker();
    becomes(thrown);
    expect([await ask({ current: "2" }), done]).toEqual([
      "STALE old true",
      ["make", "failed outage"],
    ]);
  });
});

describe("one renewal at a time", () => {
  test("of a stale answer: the next one is given without a second try, until ten seconds have passed", async () => {
    const { ask, becomes, behind } = asker();
    becomes(() => new Promise(() => undefined));
    after(MINUTE);
    await ask();
    after(MINUTE + 9_999);
    await ask();
    expect(behind()).toBe(1);
    after(MINUTE + 10_000);
    await ask();
    expect(behind()).toBe(2);
  });

  test("is over when it has ended, also where it failed", async () => {
    const { ask, becomes, behind, renewed } = asker();
    for (const outcome of [async () => "new", broken, thrown]) {
      becomes(outcome);
      after(MINUTE);
      await ask();
      expect(behind()).toBe(1);
      await renewed();
    }
  });

  test("of a question without a need to drop what was made", async () => {
    const later: Promise<unknown>[] = [];
    const { freshUntilMs } = KEPT;
    after(MINUTE);
    const question = {
      ...{ key: "k", kept: { ...KEPT, freshUntilMs }, current: "1", isMade: () => true },
      ...{ make: async () => "new", give: () => "kept", failed: () => undefined },
      later: (work: Promise<unknown>) => void later.push(work),
    };
    expect(await new Renewals().answer(question)).toBe("kept");
    await expect(Promise.all(later)).resolves.toEqual([undefined]);
    const failing = { ...question, current: "2", isMade: () => false };
    expect(await new Renewals().answer(failing)).toBe("kept");
  });
});

describe("what could not be made is not waited for again", () => {
  /** A failure at the first millisecond. */
  async function failedOnce() {
    const all = asker();
    all.becomes(broken);
    await all.ask({ current: "2" });
    all.done.length = 0;
    return all;
  }

  test("for two seconds: it is tried behind the answer", async () => {
    const { ask, becomes, done, renewed } = await failedOnce();
    becomes(async () => "new");
    after(1_999);
    expect(await ask({ current: "2" })).toBe("STALE old true");
    await renewed();
    expect(done).toEqual(["make", "drop new"]);
  });

  test("after two seconds it is waited for", async () => {
    const { ask, becomes } = await failedOnce();
    becomes(async () => "new");
    after(2_000);
    expect(await ask({ current: "2" })).toBe("new");
  });

  test("after two seconds neither, while another's try still runs; at twelve it is", async () => {
    const { ask, becomes, behind } = await failedOnce();
    becomes(() => new Promise(() => undefined));
    after(1_999);
    await ask({ current: "2" });
    after(11_998);
    expect([await ask({ current: "2" }), behind()]).toEqual(["STALE old true", 1]);
    becomes(async () => "new");
    after(12_000);
    expect(await ask({ current: "2" })).toBe("new");
  });

  test("a try that succeeds ends the pause", async () => {
    const { ask, becomes, renewed } = await failedOnce();
    becomes(async () => "new");
    after(1);
    await ask({ current: "2" });
    await renewed();
    expect(await ask({ current: "2" })).toBe("new");
  });

  test("of other keys says nothing", async () => {
    const { ask, becomes } = await failedOnce();
    becomes(async () => "new");
    expect(await ask({ key: "other", current: "2" })).toBe("new");
  });

  test("is remembered of the last thousand keys", async () => {
    const { ask, becomes } = await failedOnce();
    for (let at = 0; at < 999; at++) await ask({ key: `other${at}`, current: "2" });
    becomes(async () => "new");
    expect(await ask({ current: "2" })).toBe("STALE old true");
    becomes(broken);
    // The try behind that answer made it the newest: a thousand others push it out.
    for (let at = 0; at < 1_000; at++) await ask({ key: `more${at}`, current: "2" });
    becomes(async () => "new");
    expect(await ask({ current: "2" })).toBe("new");
  });
});
