/** The mailbox of a laptop: what it keeps, over what, and from whom it takes nothing. */
import { fork } from "node:child_process";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openShelf } from "../shelf.ts";
import { type Mailbox, startMailbox } from "../start.ts";

let folder: string;
let mailbox: Mailbox;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-test-mailbox-"));
  mailbox = await startMailbox({ port: 0, folder });
});
afterEach(async () => {
  await mailbox.stop();
  await rm(folder, { recursive: true });
});

const mail = (key: string, changes: object = {}) => ({
  ...{ key, from: "Edgemart <no-reply@shop.example>", to: "mina@example.com" },
  ...{
    subject: `Edgemart: ${key}`,
    html: "<html><head></head><body><script>1</script></body></html>",
  },
  ...{ text: "text", headers: { "Auto-Submitted": "auto-generated" } },
  ...changes,
});
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${mailbox.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const send = (body: object) => post("/send", body);
const mails = async (to = "") => {
  const answer = await fetch(`${mailbox.url}/api/mails?to=${to}`);
  return ((await answer.json()) as { mails: { id: string; key: string }[] }).mails;
};

describe("notifications 47: the mailbox", () => {
  test("keeps a mail once for its key, newest first, and finds it by its address", async () => {
    const ids = await Promise.all(
      ["a", "a", "b"].map(
        async (key) => ((await (await send(mail(key))).json()) as { id: string }).id,
      ),
    );
    await send(mail("c", { to: "jun@example.com" }));
    expect(new Set(ids).size).toBe(2);
    expect((await mails()).map(({ key }) => key)[0]).toBe("c");
    expect((await mails("jun@")).map(({ key }) => key)).toEqual(["c"]);
  });

  test("has every acknowledged mail after a restart, and none that was torn", async () => {
    await send(mail("a"));
    await mailbox.stop();
    await appendFile(join(folder, "journal.jsonl"), '{"key":"torn"');
    mailbox = await startMailbox({ port: 0, folder });
    expect((await mails()).map(({ key }) => key)).toEqual(["a"]);
  });

  test("has what a process acknowledged that was killed", async () => {
    await mailbox.stop();
    const child = fork(join(import.meta.dirname, "mailbox-process.ts"), [folder]);
    const [url] = await Promise.race([
      new Promise<[string]>((resolve) => child.once("message", (said) => resolve([String(said)]))),
    ]);
    await fetch(`${url}/send`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(mail("kept")),
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    mailbox = await startMailbox({ port: 0, folder });
    expect((await mails()).map(({ key }) => key)).toEqual(["kept"]);
  });

  test("keeps the newest 500", async () => {
    const shelf = await openShelf(join(folder, "many"));
    for (let n = 0; n < 505; n++) await shelf.keep(mail(`m${n}`));
    expect(shelf.list("")).toHaveLength(500);
    expect(shelf.list("").at(-1)?.key).toBe("m5");
    await shelf.close();
  });

  test("shows a mail in a frame that runs no script; its links open a page of their own", async () => {
    await send(mail("a", { subject: "<script>alert(1)</script>" }));
    const [kept] = await mails();
    const page = await fetch(`${mailbox.url}/mails/${kept?.id}`);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).not.toContain("<script>alert");
    const framed = await fetch(`${mailbox.url}/mails/${kept?.id}/html`);
    expect(framed.headers.get("content-security-policy")).toMatch(/^sandbox allow-popups /);
    expect(framed.headers.get("content-security-policy")).not.toContain("allow-scripts");
    expect(await framed.text()).toContain('<base target="_blank">');
    expect((await fetch(`${mailbox.url}/?lang=ko`)).status).toBe(200);
  });

  test.each([
    ["down", 503],
    ["throttle", 429],
    ["refuse", 401],
    ["reject", 422],
  ])("fails as %s on demand, as often as it was told", async (kind, status) => {
    expect((await post("/fail", { kind, times: 2 })).status).toBe(204);
    const seen = [];
    for (let n = 0; n < 3; n++) seen.push((await send(mail(`${kind}-${n}`))).status);
    expect(seen).toEqual([status, status, 200]);
    expect(await mails()).toHaveLength(1);
  });

  test("loses its answer on demand, and has the mail", async () => {
    await post("/fail", { kind: "lose" });
    await expect(send(mail("a"))).rejects.toThrow();
    expect(await mails()).toHaveLength(1);
  });

  test("hangs on demand, and has no mail", async () => {
    await post("/fail", { kind: "hang" });
    const gone = new AbortController();
    const asked = fetch(`${mailbox.url}/send`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(mail("a")),
      signal: gone.signal,
    });
    const page = await fetch(`${mailbox.url}/fail`);
    gone.abort();
    await expect(asked).rejects.toThrow();
    expect(page.status).toBe(200);
    expect(await mails()).toHaveLength(0);
  });

  test("answers no form of another site, and takes nothing that is no mail", async () => {
    const foreign = await post("/fail", { kind: "down" }, { origin: "https://evil.example" });
    expect(foreign.status).toBe(421);
    expect((await send({ any: 1 })).status).toBe(422);
    expect((await fetch(`${mailbox.url}/mails/none`)).status).toBe(404);
    expect((await post("/fail", { kind: "unheard" })).status).toBe(422);
  });
});
