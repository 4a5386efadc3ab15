/** Whom a page takes its visitor for. The browser is what the test says. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSessionStore } from "./session-store.ts";

let dataset: Record<string, string>;
let answers: (Response | Error)[];

beforeEach(() => {
  vi.useFakeTimers();
  dataset = { member: "" };
  vi.stubGlobal("document", { cookie: "", documentElement: { dataset } });
  vi.stubGlobal("fetch", async () => {
    const next = answers.shift();
    if (!next || next instanceof Error) throw next ?? new Error("asked once too often");
    return next;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const says = (member: object | null, status = 200) => Response.json({ member }, { status });
const mina = { name: "Mina", role: "member" };
async function loaded(...given: (Response | Error)[]) {
  answers = given;
  const store = createSessionStore();
  const done = store.getState().load();
  await vi.runAllTimersAsync();
  await done;
  const { status, name } = store.getState();
  return { status, name, hint: "member" in dataset, left: answers.length };
}

describe("the visitor of a page", () => {
  test("without the hint of a session is a guest, and nobody is asked", async () => {
    dataset = {};
    vi.stubGlobal("document", { cookie: "", documentElement: { dataset } });
    expect(await loaded()).toMatchObject({ status: "anonymous", left: 0 });
  });

  test("is who the server says, also when it says so at the third time", async () => {
    expect(await loaded(says(mina))).toMatchObject({ status: "member", name: "Mina" });
    const late = await loaded(says(null, 503), new Error("offline"), says(mina));
    expect(late).toEqual({ status: "member", name: "Mina", hint: true, left: 0 });
  });

  test("whose session is over is a guest, and the hint is gone", async () => {
    for (const over of [says(null), says(null, 401)]) {
      dataset.member = "";
      expect(await loaded(over)).toMatchObject({ status: "anonymous", hint: false });
    }
  });

  test("is not taken for a guest when nobody can tell: the hint stays, and nobody is sent to sign in", async () => {
    const away = await loaded(says(null, 503), says(null, 503), says(null, 503));
    expect(away).toEqual({ status: "away", name: "", hint: true, left: 0 });
  });

  test("notifications 38: is told how much is unread, asked again only when an inbox is open, and never loses a name by it", async () => {
    answers = [says({ ...mina, unread: 2 })];
    const store = createSessionStore();
    await store.getState().load();
    expect(store.getState()).toMatchObject({ name: "Mina", unread: 2 });
    answers = [says({ ...mina, unread: 5 }), says(null, 503), says({ ...mina, unread: null })];
    for (const unread of [5, 5, null]) {
      await store.getState().refresh();
      expect(store.getState()).toMatchObject({ status: "member", name: "Mina", unread });
    }
  });
});
