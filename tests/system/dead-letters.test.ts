/** `npm run dlq` on the running platform: the dead messages of every Worker, and what is settled by it. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { ACCOUNT_CALLS } from "@edgemart/testkit/operations/account-calls";
import { NOTIFICATION_CALLS } from "@edgemart/testkit/operations/notification-calls";
import { ORDER_CALLS, query } from "@edgemart/testkit/operations/order-calls";
import { type BuildCall, Setup } from "@edgemart/testkit/operations/setup";
import { freshCode } from "@edgemart/testkit/second-factor";
import { system } from "@edgemart/testkit/system";
import { expect, test } from "vitest";
import { ROOT } from "../../tools/run-command.ts";

/** Runs the command as the demo's administrator, whose password is piped in. */
async function dlq(...args: string[]): Promise<{ code: number; said: string[]; refused: string }> {
  const { adminUrl, serviceKey, admin, urls } = system();
  const code = await freshCode(admin, adminUrl);
  const named = ["--email", admin.email, "--code", code, "--api", urls.api];
  const child = spawn("node", ["tools/dlq.ts", ...args, ...named], {
    cwd: ROOT,
    env: { ...process.env, AUTH_BASIC_KEY: serviceKey },
    timeout: 60_000,
  });
  child.stdin.end(`${admin.password}\n`);
  const ended = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  const [said, refused, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code: exit, said: said.trim().split("\n"), refused };
}

async function deadOf(build: BuildCall | undefined): Promise<string> {
  const id = (await build?.(new Setup()))?.params?.id;
  if (!id) throw new Error("no message was made");
  return id;
}

const lineFor = (lines: string[], id: string) => lines.find((line) => line.startsWith(id));

test("operations 93, notifications 16: dead letters of all Workers are listed, replayed once and ignored with a reason", async () => {
  const [ofMember, ofOrder, ofNotification] = await Promise.all([
    deadOf(ACCOUNT_CALLS.adminReplayMemberDeadMessage),
    deadOf(ORDER_CALLS.adminReplayOrderDeadMessage),
    deadOf(NOTIFICATION_CALLS.adminReplayNotificationDeadMessage),
  ]);
  const { code, said } = await dlq("list");
  expect(code).toBe(0);
  expect(lineFor(said, ofMember)).toMatch(/ · edgemart-member-dead · order\.paid · dead$/);
  expect(lineFor(said, ofOrder)).toMatch(/ · edgemart-order-dead · payment\.changed · dead$/);
  expect(lineFor(said, ofNotification)).toMatch(
    / · edgemart-notify-dead · order\.delivered · dead$/,
  );

  const replay = () => dlq("replay", ofNotification, "--because", "the provider is back");
  const first = await replay();
  expect(first).toMatchObject({ code: 0, refused: "" });
  expect(first.said[0]).toMatch(/ · replayed .* by mem_\w+: the provider is back$/);
  // Twice is one effect: it says how the message was settled.
  expect((await replay()).said).toEqual(first.said);
  const ignored = await dlq("ignore", ofOrder, "--because", "for a test");
  expect(ignored.said[0]).toMatch(/ · ignored .* by mem_\w+: for a test$/);

  const actions = await query<{ said: string }>(
    "select action || ' ' || (changes ->> 'reason') as said from notification.action where subject_id = $1",
    [ofNotification],
  );
  expect(actions).toEqual([{ said: "dead_message.replayed the provider is back" }]);
  const left = (await dlq("list")).said;
  expect([ofMember, ofOrder, ofNotification].map((id) => Boolean(lineFor(left, id)))).toEqual([
    ...[true, false, false],
  ]);
  const settled = (await dlq("list", "--settled")).said;
  expect(lineFor(settled, ofOrder)).toBe(ignored.said[0]);
});

test("operations 93: what no Worker has, and a command without its reason, is refused and changes nothing", async () => {
  expect(await dlq("replay", "evt_unknown", "--because", "why not")).toMatchObject({
    ...{ code: 1, refused: "no Worker has a dead message evt_unknown\n" },
  });
  const { code, refused } = await dlq("ignore", "evt_unknown");
  expect([code, refused]).toEqual([1, expect.stringContaining("--because")]);
});
