/** Attacks 52, 77 and 97 of specs/auth.md: raw requests at the open door, and the doors that do not exist. */
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { api, asServer, newMember, system } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../tools/run-command.ts";
import { discoverServices, PUBLIC_FOLDERS } from "../../tools/services.ts";
import { withToken } from "./probe.ts";

const WAIT_MS = 1_500;

/** Sends bytes as they stand and gives everything that came back until the door or the wait closed it. */
function raw(text: string, more: string[] = []): Promise<string> {
  const { hostname, port } = new URL(system().urls.api);
  return new Promise((resolve) => {
    let seen = "";
    const socket = connect(Number(port), hostname, async () => {
      socket.write(text);
      for (const part of more) {
        // An answer ends the sending: bytes after it make the kernel reset the connection, and the answer is lost.
        await delay(5);
        if (seen !== "" || socket.destroyed) return;
        socket.write(part);
      }
    });
    const done = () => {
      socket.destroy();
      resolve(seen);
    };
    socket.setTimeout(WAIT_MS, done);
    socket.on("data", (data) => {
      seen += data;
    });
    socket.on("error", done);
    socket.on("close", done);
  });
}

const statuses = (seen: string) =>
  [...seen.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => Number(code));
const head = (...lines: string[]) =>
  [
    "POST /api/auth/login HTTP/1.1",
    "Host: shop",
    `Authorization: Basic ${system().serviceKey}`,
    "Content-Type: application/json",
    "cf-connecting-ip: 2001:db8:ffff:52::1",
    ...lines,
    "",
    "",
  ].join("\r\n");
const BODY = '{"email":"a@example.com","password":"wrong horse"}';
const answered = async () => expect((await api("/health")).status).toBe(200);

describe("bodies", () => {
  test.each(["abc", "-1", "1e3", "0x10", "99999999999999999999", "5, 5"])(
    "attack 52: Content-Length: %s is refused and answered once at most",
    async (length) => {
      const seen = statuses(await raw(head(`Content-Length: ${length}`) + BODY));
      expect(seen.length).toBeLessThanOrEqual(1);
      for (const status of seen) expect([400, 413]).toContain(status);
      await answered();
    },
  );

  test("attack 52: more bytes than a length of 1 says are no second request", async () => {
    const seen = statuses(
      await raw(`${head("Content-Length: 1")}${BODY}GET /health HTTP/1.1\r\nHost: x\r\n\r\n`),
    );
    expect(seen[0]).toBe(400);
    expect(seen).not.toContain(200);
  });

  test("attack 52: 100 MB, claimed or in chunks, are 413 after 16 KiB", async () => {
    const claimed = await raw(head("Content-Length: 104857600"), [BODY, "x".repeat(20_000)]);
    expect(statuses(claimed)[0]).toBe(413);
    const chunk = `4000\r\n${"x".repeat(16_384)}\r\n`;
    const chunked = await raw(head("Transfer-Encoding: chunked"), Array(64).fill(chunk));
    expect(statuses(chunked)[0]).toBe(413);
    await answered();
  });
});

describe("two readings of one message", () => {
  test.each([
    ["a length beside chunks", ["Content-Length: 4", "Transfer-Encoding: chunked"]],
    ["chunks spelt otherwise", ["Transfer-Encoding: xchunked"]],
    ["two lengths", ["Content-Length: 4", "Content-Length: 60"]],
    ["a blank before the colon", ["Content-Length : 4", "Transfer-Encoding: chunked"]],
  ])("attack 97: %s smuggle no second request", async (_what, lines) => {
    const hidden = "GET /health HTTP/1.1\r\nHost: shop\r\n\r\n";
    const seen = statuses(await raw(`${head(...lines)}0\r\n\r\n${hidden}`));
    // Either the first message is refused with the connection, or both ends read it alike: health never answers alone.
    expect(seen[0] ?? 400).toBeGreaterThanOrEqual(400);
    await answered();
  });

  test("attack 97: a folded header is no header of ours", async () => {
    const { accessToken } = await newMember();
    const text = `GET /api/members/me HTTP/1.1\r\nHost: shop\r\nX-A: b\r\n Authorization: Bearer ${accessToken}\r\n\r\n`;
    const [status = 400] = statuses(await raw(text));
    expect([400, 401]).toContain(status);
    expect((await withToken(accessToken))[0]).toBe(200);
  });

  test("attack 97: Expect: 100-continue is answered or handled, and the door stays open", async () => {
    const seen = statuses(
      await raw(
        head("Expect: 100-continue", "Connection: close", `Content-Length: ${BODY.length}`) + BODY,
      ),
    );
    expect([[100, 401], [401], [417]]).toContainEqual(seen.slice(0, 2));
    await answered();
  });
});

describe("attack 77, auth 64: private Workers", () => {
  const isPrivate = discoverServices(ROOT).filter(({ folder }) => !PUBLIC_FOLDERS.includes(folder));

  test.each(isPrivate)("$id has no host, no preview and no route in any environment", (service) => {
    for (const stage of [service, ...Object.values(service.environments)]) {
      expect([stage.workersDev, stage.previewUrls, stage.routes]).toEqual([false, false, []]);
    }
  });

  test("none of them answers at the open door, by path or by name", async () => {
    for (const { id, name } of system().services.filter((service) => !service.isPublic)) {
      for (const path of [`/${id}`, `/${name}`, `/${id}/health`]) {
        expect([path, (await api(path)).status]).toEqual([path, 404]);
      }
      const seen = await raw(
        `GET /api/members HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
      );
      expect(statuses(seen)[0]).toBe(401);
    }
  });

  test("credentials have no way over HTTP", async () => {
    for (const path of [
      "/MemberCredentialsRpc",
      "/api/members/credentials",
      "/api/auth/credentials",
    ]) {
      expect([path, (await asServer(path, { email: "a@example.com" })).status >= 400]).toEqual([
        path,
        true,
      ]);
    }
  });
});
