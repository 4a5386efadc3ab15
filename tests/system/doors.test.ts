/** The public surface of the running system: which doors exist, what they say, what stays shut. */
import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { api, system } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);

/** The three public doors; the local payment gateway is no Worker. */
const doorUrls = () => {
  const { web, api: gateway, cdn } = system().urls;
  return [web, gateway, cdn];
};

describe("doors", () => {
  test.runIf(process.platform === "linux")(
    "private Workers answer on no port that workerd listens on",
    async () => {
      const ports = await listeningPorts(await workerdOf(system().urls.api));
      const doors = doorUrls().map((url) => Number(new URL(url).port));
      expect(ports).toEqual(expect.arrayContaining(doors));
      const { services } = system();
      const open = services.filter((service) => service.isPublic).map(({ id }) => id);
      expect(open.sort()).toEqual(["gateway", "image-resizer", "web"]);
      const hidden = services.filter((service) => !service.isPublic);
      for (const port of ports) {
        for (const { id, name } of hidden) {
          for (const host of ["localhost", name, `${name}.workers.dev`]) {
            const answer = await getAs(host, port, "/health").catch(String);
            expect(answer, `${name} on port ${port}`).not.toContain(`"service":"${id}"`);
          }
        }
      }
    },
  );

  test("no door forwards by Host: a private Worker's name reaches nothing but the door itself", async () => {
    const port = Number(new URL(system().urls.api).port);
    for (const { name } of system().services) {
      expect(await getAs(`${name}.localhost`, port, "/health")).toContain('"service":"gateway"');
    }
  });

  test("(the header these tests send as Host arrives as Host)", async () => {
    const seen = await new Promise<string>((resolve) => {
      const server = createServer((request, response) => {
        resolve(request.headers.host ?? "");
        response.end();
        server.close();
      });
      server.listen(0, "127.0.0.1", () => {
        void getAs("edgemart-auth", (server.address() as AddressInfo).port, "/");
      });
    });
    expect(seen).toBe("edgemart-auth");
  });

  test.each([
    "/internal/credentials",
    "/api/internal",
    "/__scheduled",
    "/cdn-cgi/handler/scheduled",
    "/api/members/..%2finternal",
    "//internal",
  ])("%s is 404 from outside", async (path) => {
    expect((await api(path)).status).toBe(404);
  });

  test("every door answers its health check, and the deep one names every Worker to an operator only", async () => {
    for (const url of doorUrls()) {
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
        images: { status: "ok" },
        member: { status: "ok" },
      },
    });
  });

  test("the API's documentation needs nothing but the gateway", async () => {
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

  test("a problem's type resolves to its explanation", async () => {
    const problem = (await (await api("/api/members/me")).json()) as { type: string; code: string };
    expect(problem.code).toBe("token_missing");
    const page = await api(problem.type);
    expect(page.status).toBe(200);
    expect(await page.json()).toMatchObject({ code: "token_missing", status: 401 });
  });

  test("the key set is public and holds no private member (auth 38)", async () => {
    const set = (await (await api("/.well-known/jwks.json")).json()) as { keys: object[] };
    expect(set.keys.length).toBeGreaterThan(0);
    for (const key of set.keys) expect(key).not.toHaveProperty("d");
  });
});

/** Sends a request with a `Host` of our choice, which fetch does not allow. */
function getAs(host: string, port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path, headers: { host }, timeout: 5_000 });
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error("no answer in 5 s")));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve(text));
    });
  });
}

/** Process id of the workerd that serves an address. */
async function workerdOf(url: string): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,args="]);
  const pids = stdout
    .split("\n")
    .filter((line) => line.includes("workerd serve"))
    .map((line) => Number.parseInt(line, 10));
  for (const pid of pids) {
    if ((await listeningPorts(pid)).includes(Number(new URL(url).port))) return pid;
  }
  throw new Error(`no workerd listens at ${url}`);
}

/** TCP ports a process listens on, from /proc. */
async function listeningPorts(pid: number): Promise<number[]> {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((fd) =>
      readlink(`/proc/${pid}/fd/${fd}`).catch(() => ""),
    ),
  );
  const own = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "utf8")),
  );
  const LISTEN = "0A";
  return tables.flatMap((table) =>
    table
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === LISTEN && own.has(row[9] ?? ""))
      .map((row) => Number.parseInt(row[1]?.split(":")[1] ?? "", 16)),
  );
}
