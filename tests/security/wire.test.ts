/** What callers break on the wire, at all three doors of the running platform: 4xx with a code, nothing done, nothing kept. */
import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { api, asServer, freshEmail, PASSWORD, signIn, system } from "@edgemart/testkit/system";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../tools/run-command.ts";

type Door = "api" | "web" | "cdn";
const DOORS: Door[] = ["api", "web", "cdn"];
interface Described {
  method: string;
  path: string;
  query: string[];
  needsCredential: boolean;
  hasBody: boolean;
  leadsElsewhere: boolean;
}
let admin: string;
let operations: Described[];
let reads: Described[];
/** Answers to bodies that come a byte now and then: they take ten seconds, in which the other tests run. */
let slow: Promise<Awaited<ReturnType<typeof wire>>[]>;
beforeAll(async () => {
  slow = sendSlowly();
  admin = await signIn(system().admin);
  const { paths } = (await (await api("/openapi.json")).json()) as { paths: Paths };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { parameters = [], security = [], requestBody, responses }]) => ({
        method: method.toUpperCase(),
        path,
        query: parameters.flatMap((each) => (each.in === "query" ? [each.name] : [])),
        hasBody: requestBody !== undefined,
        leadsElsewhere: "303" in responses,
        needsCredential:
          security.length > 0 && security.every((one) => Object.keys(one).length > 0),
      }),
    ),
  );
  // What leads to a page of the shop is no answer of the API.
  reads = operations.filter(
    ({ method, path, leadsElsewhere }) =>
      method === "GET" && path.startsWith("/api/") && !leadsElsewhere,
  );
});
type Paths = Record<
  string,
  Record<
    string,
    {
      parameters?: { in: string; name: string }[];
      security?: object[];
      requestBody?: object;
      responses: object;
    }
  >
>;

/** Sends lines and parts; null ends our half of the connection. @returns the first answer; status 0 is none */
function wire(door: Door, head: string[], parts: (Buffer | string | null | number)[] = []) {
  const { port } = new URL(system().urls[door]);
  return new Promise<{ status: number; code: string | undefined; text: string }>((resolve) => {
    let seen = "";
    let open = true;
    const socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
    const done = () => {
      open = false;
      socket.destroy();
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(seen)?.[1] ?? 0);
      resolve({ status, code: /"code":"(\w+)"/.exec(seen)?.[1], text: seen });
    };
    socket.on("connect", async () => {
      socket.write(Buffer.from([...head, "", ""].join("\r\n"), "latin1"));
      for (const part of parts) {
        if (typeof part === "number") await delay(part);
        if (!open || /"code"/.test(seen)) return;
        if (part === null) socket.end();
        else if (typeof part !== "number") socket.write(part);
      }
    });
    socket.setTimeout(40_000, done);
    socket.on("data", (data) => {
      seen += data;
      if (/"code":"\w+"/.test(seen)) done();
    });
    socket.on("end", done).on("error", done);
  });
}

describe("RFC 9112 §3.2: one Host, and one that is a host, at every door", () => {
  const BAD = [
    "",
    "a b",
    "a/b",
    "a?b",
    "a#b",
    "a@b",
    "[::1",
    "a:b",
    "a:99999",
    "%zz",
    "é",
    "a,b",
    "*",
  ];
  const PATHS: Record<Door, string[]> = {
    api: ["/health", "/api/home", "/api/members/me", "/docs"],
    web: ["/health", "/en", "/en/products", "/en/cart", "/api/me", "/robots.txt"],
    cdn: ["/health", "/", "/i/w=1/x", "/info"],
  };

  test.each(DOORS)("%s", async (door) => {
    for (const path of PATHS[door]) {
      for (const host of BAD) {
        const { status } = await wire(door, [
          `GET ${path} HTTP/1.1`,
          `Host: ${host}`,
          "Connection: close",
        ]);
        expect([path, host, status]).toEqual([path, host, 400]);
      }
      for (const hosts of [[], ["Host: a", "Host: b"], ["Host: a", "Host: a"]]) {
        const { status } = await wire(door, [
          `GET ${path} HTTP/1.1`,
          ...hosts,
          "Connection: close",
        ]);
        expect([path, hosts, status]).toEqual([path, hosts, 400]);
      }
      const good = await wire(door, [
        `GET ${path} HTTP/1.1`,
        "Host: shop.example:80",
        "Connection: close",
      ]);
      expect([path, good.status < 500]).toEqual([path, true]);
    }
  });
});

const CHUNKED = "Transfer-Encoding: chunked";
const BROKEN: [name: string, header: string, parts: (string | null)[]][] = [
  ["a chunk size that is no number", CHUNKED, ["zz\r\na=1\r\n0\r\n\r\n"]],
  ["a chunk longer than it says", CHUNKED, ["2\r\na=1\r\n0\r\n\r\n"]],
  ["a chunk cut off", CHUNKED, ["5\r\na=", null]],
  ["half of what was stated", "Content-Length: 10", ["a=1", null]],
];
/** Every address of the storefront that a script or a form may post to. */
const FORMS = globSync("web/src/app/api/**/route.ts", { cwd: ROOT }).map((file) =>
  file.replace(/^web\/src\/app/, "").replace(/\/route\.ts$/, ""),
);
const form = (path: string, ...more: string[]) => [
  `POST ${path} HTTP/1.1`,
  "Host: shop",
  "Sec-Fetch-Site: same-origin",
  "Content-Type: application/x-www-form-urlencoded",
  ...more,
];

describe("RFC 9112 §7.1: a body that breaks off is the caller's fault", () => {
  test("(the storefront's addresses were found)", () => {
    expect(FORMS).toEqual(expect.arrayContaining(["/api/session/login", "/api/admin/pictures"]));
    expect(FORMS.length).toBeGreaterThan(20);
  });

  test.each(BROKEN)("%s: 400 at every form of the storefront", async (_name, header, parts) => {
    for (const path of FORMS) {
      const { status, code } = await wire("web", form(path, header), parts);
      expect([path, status, code]).toEqual([path, 400, "body_incomplete"]);
    }
  });

  test.each(BROKEN)(
    "%s: 400 at sign-in, and never 5xx where no body belongs",
    async (_name, header, parts) => {
      const login = [
        "POST /api/auth/login HTTP/1.1",
        "Host: api",
        "Content-Type: application/json",
      ];
      const refused = await wire("api", [...login, header], parts);
      expect([refused.status, refused.code]).toEqual([400, "body_incomplete"]);
      for (const [door, line] of [
        ["api", "GET /api/home HTTP/1.1"],
        ["web", "GET /en HTTP/1.1"],
        ["web", "GET /en/cart HTTP/1.1"],
        ["web", "POST /en HTTP/1.1"],
        ["cdn", "GET /health HTTP/1.1"],
        ["cdn", "POST /i/x HTTP/1.1"],
      ] as const) {
        const answer = await wire(door, [line, "Host: a", "Connection: close", header], parts);
        expect([line, answer.status < 500]).toEqual([line, true]);
      }
    },
  );

  test("half a picture is no picture: 400, and nothing is stored under what had arrived", async () => {
    const shade = Math.floor(Math.random() * 256);
    const picture = await sharp({
      create: { width: 640, height: 480, channels: 3, background: { r: shade, g: 9, b: 200 } },
    })
      .jpeg({ progressive: false })
      .toBuffer();
    // A decoder would take all but the last bytes of it for a picture.
    const cut = picture.subarray(0, picture.length - 2);
    const head = (...more: string[]) => [
      "POST /api/media HTTP/1.1",
      "Host: api",
      `Authorization: Bearer ${admin}`,
      "Content-Type: image/jpeg",
      ...more,
    ];
    const size = (bytes: Buffer) => `${bytes.length.toString(16)}\r\n`;
    const answers = [
      await wire("api", head(`Content-Length: ${picture.length}`), [cut, 50, null]),
      await wire("api", head(CHUNKED), [size(cut), cut, "\r\n", 50, null]),
      await wire("api", head(CHUNKED), [size(cut), cut, "\r\nzz\r\n"]),
    ];
    for (const { status, code } of answers)
      expect([status, code]).toEqual([400, "body_incomplete"]);
    const send = (bytes: Buffer) =>
      api("/api/media", {
        method: "POST",
        token: admin,
        body: new Uint8Array(bytes),
        headers: { "content-type": "image/jpeg" },
      });
    // 201 says that it was not there before.
    expect((await send(picture)).status).toBe(201);
    expect([201, 422]).toContain((await send(cut)).status);
  });
});

/** Sends a byte now and then to every form, and to sign-in. */
function sendSlowly() {
  const drip = Array.from({ length: 60 }, () => ["x", 500] as const).flat();
  return Promise.all([
    ...FORMS.map((path) => wire("web", form(path, "Content-Length: 1000"), drip)),
    wire("api", form("/api/auth/login", "Content-Length: 1000"), drip),
  ]);
}

describe("a body has a time to arrive in", () => {
  test("a byte now and then is 408 at every form and at sign-in", async () => {
    expect(new Set((await slow).map(({ status, code }) => `${status} ${code}`))).toEqual(
      new Set(["408 request_timeout"]),
    );
    for (const door of DOORS)
      expect((await fetch(`${system().urls[door]}/health`)).status).toBe(200);
  });
});

/** An address of a documented path; what is in braces is something that does not exist. */
const placeOf = (path: string) => path.replaceAll(/\{\w+\}/g, "x1");

describe("RFC 9110 §15.5.6: a documented address is never unknown because of the method", () => {
  test("405 with Allow, and OPTIONS says what is taken", async () => {
    for (const [path, described] of Map.groupBy(operations, (each) => each.path)) {
      const documented = described.map(({ method }) => method);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]) {
        if (documented.includes(method)) continue;
        const headers = { "idempotency-key": randomUUID() };
        const answer = await api(placeOf(path), { method, token: admin, headers });
        const allow = answer.headers.get("allow")?.split(", ") ?? [];
        expect([method, path, answer.status]).toEqual([method, path, 405]);
        expect(allow).toEqual(expect.arrayContaining(documented));
      }
      const options = await api(placeOf(path), { method: "OPTIONS", token: admin });
      expect([path, options.status]).toEqual([path, 204]);
      expect(options.headers.get("allow")).toContain("OPTIONS");
    }
  });
});

describe("RFC 9110 §15.5.2: every 401 says what is accepted", () => {
  const challengeOf = async (pending: Promise<Response>) => {
    const answer = await pending;
    const { code } = (await answer.json()) as { code: string };
    return [answer.status, code, answer.headers.get("www-authenticate")];
  };

  test("of sign-in, refresh and tokens, also where the storefront's own server asks", async () => {
    const bearer = 'Bearer realm="api"';
    const invalid = `${bearer}, error="invalid_token"`;
    const email = freshEmail();
    expect(
      await Promise.all([
        challengeOf(asServer("/api/auth/login", { email, password: PASSWORD })),
        challengeOf(asServer("/api/auth/refresh", { refreshToken: "nonsense" })),
        challengeOf(api("/api/auth/login", { json: { email, password: PASSWORD } })),
        challengeOf(api("/api/auth/sessions")),
        challengeOf(api("/api/members/me")),
        challengeOf(api("/api/members/me", { token: "a.b.c" })),
        challengeOf(api("/metrics")),
        challengeOf(api("/health?deep=1", { token: "x" })),
      ]),
    ).toEqual([
      [401, "invalid_credentials", bearer],
      [401, "refresh_invalid", invalid],
      [401, "service_auth_required", 'Basic realm="auth", charset="UTF-8"'],
      [401, "token_missing", bearer],
      [401, "token_missing", bearer],
      [401, "token_invalid", invalid],
      [401, "token_missing", bearer],
      [401, "token_invalid", invalid],
    ]);
  });

  test("of every documented address that needs a credential", async () => {
    for (const { method, path, needsCredential, hasBody } of operations) {
      if (!needsCredential) continue;
      const headers = { "idempotency-key": randomUUID(), "content-type": "application/json" };
      const body = hasBody ? "{}" : undefined;
      const answer = await api(placeOf(path), { method, headers, body });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^(Bearer|Basic) realm=/);
    }
  });
});

describe("a query that is wrong is 400, at every list", () => {
  const NUMBERS = [
    "0x10",
    "1e1",
    "+5",
    "%205",
    "5%20",
    "05",
    "5.0",
    "",
    "-1",
    "0",
    "101",
    "%D9%A5",
    "5%00",
  ];
  const FIRST_MEMBER = "mem_00000000000000000000000000";
  const encode = (text: string) => Buffer.from(text).toString("base64url");
  const CURSORS = [
    ...["", "x", "%00", "0", "-1", "9".repeat(19), "9".repeat(400), "1e3", "0x1", "infinity"],
    ...["0", "-1", "9".repeat(16), "1e3", "\0", "null", "[]", "{}"].map(encode),
    ...[
      "0000-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999Z",
      "infinity",
      "now",
      "2026-02-30T00:00:00Z",
    ].map((time) => encode(JSON.stringify([time, FIRST_MEMBER]))),
    encode(JSON.stringify(["2026-01-01T00:00:00Z", "mem_\0"])),
  ];
  const ask = async (path: string, name: string, value: string) => {
    // The list of a member that is not there: an id of another form would be 404 before the query is read.
    const list = path.replace("/members/{id}/", `/members/${FIRST_MEMBER}/`);
    const answer = await api(`${placeOf(list)}?${name}=${value}`, { token: admin });
    return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
  };
  const withField = (name: string) =>
    reads.filter(({ query }) => query.includes(name)).map(({ path }) => path);

  test("a limit and a page are decimal digits alone", async () => {
    expect([withField("limit").length > 5, withField("page").length > 1]).toEqual([true, true]);
    for (const name of ["limit", "page"]) {
      for (const path of withField(name)) {
        for (const value of NUMBERS) {
          expect([path, name, value, await ask(path, name, value)]).toEqual([
            ...[path, name, value],
            { status: 400, code: "invalid_query" },
          ]);
        }
      }
    }
  });

  test("a cursor is one that was given, or refused", async () => {
    expect(withField("cursor").length).toBeGreaterThan(5);
    const year0 = encode(JSON.stringify(["0000-01-01T00:00:00Z", FIRST_MEMBER]));
    for (const path of withField("cursor")) {
      for (const value of CURSORS) {
        const { status, code } = await ask(path, "cursor", value);
        expect([path, value, status < 500, code ?? "page"]).toEqual([
          ...[path, value, true],
          expect.stringMatching(/^(page|invalid_query|not_found)$/),
        ]);
      }
      expect([path, (await ask(path, "cursor", year0)).status]).toEqual([path, 400]);
    }
  });

  test("no text in a query is more than the store can hold: no 5xx at any field", async () => {
    for (const { path, query } of reads) {
      for (const name of [...query, "attr.colour", "made_up"]) {
        for (const value of [
          "%00",
          "a%00b",
          "%EF%BF%BE",
          "%ED%A0%80",
          "%FF",
          "%",
          "%F0%9F%92%A9".repeat(50),
        ]) {
          const { status } = await ask(path, name, value);
          expect([path, name, value, status < 500]).toEqual([path, name, value, true]);
        }
      }
    }
  });
});

describe("Fetch §3.3.5: a page of the shop may read every header the API speaks with", () => {
  /** What a script may always read, what belongs to the connection, and what is addressed to the browser. */
  const NOT_ASKED =
    /^(cache-control|content-(language|length|type|encoding|security-policy)|expires|last-modified|pragma|connection|keep-alive|date|transfer-encoding|access-control-.*|x-content-type-options|strict-transport-security|referrer-policy|x-frame-options|cross-origin-.*|set-cookie)$/;

  test("of every documented read, a keyed write, a limit and a refusal", async () => {
    const headers = { origin: system().urls.web, "x-server-timing": "1" };
    const key = { "idempotency-key": randomUUID() };
    const email = freshEmail();
    const answers = [
      ...(await Promise.all(
        reads.map(({ path }) => api(placeOf(path), { token: admin, headers })),
      )),
      ...(await Promise.all([
        api("/api/members", {
          token: admin,
          json: { email, name: "Mina" },
          headers: { ...headers, ...key },
        }),
        api("/api/auth/login", { json: {}, headers }),
        api("/api/members/me", { headers }),
        api("/health", { method: "POST", headers }),
      ])),
    ];
    for (const answer of answers) {
      expect(answer.headers.get("access-control-allow-origin")).toBe(system().urls.web);
      const exposed =
        answer.headers.get("access-control-expose-headers")?.toLowerCase().split(",") ?? [];
      const hidden = [...answer.headers.keys()].filter(
        (name) => !NOT_ASKED.test(name) && !exposed.includes(name),
      );
      expect([new URL(answer.url).pathname, hidden]).toEqual([new URL(answer.url).pathname, []]);
    }
    const spoken = new Set(answers.flatMap((answer) => [...answer.headers.keys()]));
    for (const name of [
      "etag",
      "ratelimit",
      "ratelimit-policy",
      "x-cache",
      "allow",
      "location",
      "x-request-id",
    ]) {
      expect(spoken).toContain(name);
    }
  });
});
