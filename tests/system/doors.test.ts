/** The public surface of the running system: which doors exist, what they say, what stays shut. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { api, system } from "@edgemart/testkit/system";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);

describe("doors", () => {
  it("private Workers listen on no port: workerd serves the three doors and Miniflare's own entry only", async () => {
    const { stdout } = await run("ps", ["-A", "-o", "pid=,args="]);
    const workerd = stdout
      .split("\n")
      .find((line) => line.includes("workerd serve") && line.includes(portOf(system().urls.api)));
    // Sockets are named on workerd's command line when Miniflare starts it.
    const sockets = [...(workerd ?? "").matchAll(/--socket-addr=([\w:-]+)=/g)].map(
      ([, name]) => name ?? "",
    );
    for (const { name, isPublic } of system().services) {
      const has = sockets.some((socket) => socket.includes(name));
      expect(has, `${name} has a socket`).toBe(isPublic);
    }
  });

  it("no door forwards by Host: a private Worker's name reaches nothing but the door itself", async () => {
    for (const { name } of system().services) {
      const answer = await fetch(`${system().urls.api}/health`, {
        headers: { host: `${name}.localhost` },
      });
      expect(await answer.json()).toMatchObject({ service: "gateway" });
    }
  });

  it.each([
    "/internal/credentials",
    "/api/internal",
    "/__scheduled",
    "/cdn-cgi/handler/scheduled",
    "/api/members/..%2finternal",
    "//internal",
  ])("%s is 404 from outside", async (path) => {
    expect((await api(path)).status).toBe(404);
  });

  it("every door answers its health check, and the deep one names every Worker to an operator only", async () => {
    for (const url of Object.values(system().urls)) {
      expect((await fetch(`${url}/health`)).status).toBe(200);
    }
    expect((await api("/health?deep=1")).status).toBe(401);
    const deep = await api("/health?deep=1", { token: system().operatorToken });
    expect(await deep.json()).toMatchObject({
      status: "ok",
      services: {
        auth: { status: "ok" },
        bff: { status: "ok" },
        catalog: { status: "ok" },
        member: { status: "ok" },
      },
    });
  });

  it("the API's documentation needs nothing but the gateway", async () => {
    const page = await (await api("/docs")).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(files.length).toBeGreaterThan(2);
    for (const path of files) {
      expect(path.startsWith("/")).toBe(true);
      expect((await api(path)).status).toBe(200);
    }
    const document = (await (await api("/openapi.json")).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(document.paths)).toContain("/api/members/me");
  });

  it("a problem's type resolves to its explanation", async () => {
    const problem = (await (await api("/api/members/me")).json()) as { type: string; code: string };
    expect(problem.code).toBe("token_missing");
    const page = await api(problem.type);
    expect(page.status).toBe(200);
    expect(await page.json()).toMatchObject({ code: "token_missing", status: 401 });
  });

  it("the key set is public and holds no private member (auth 38)", async () => {
    const set = (await (await api("/.well-known/jwks.json")).json()) as { keys: object[] };
    expect(set.keys.length).toBeGreaterThan(0);
    for (const key of set.keys) expect(key).not.toHaveProperty("d");
  });
});

function portOf(url: string): string {
  return new URL(url).port;
}
