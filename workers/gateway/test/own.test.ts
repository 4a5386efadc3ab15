/** The gateway's own addresses, each asked and held to what the OpenAPI document says of it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { OWN_OPERATIONS } from "../src/own/own-operations.ts";
import { codeOf } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import { OPERATOR_TOKEN, raiseGateway, UPSTREAMS, type World } from "./world.ts";

let redis: RedisDoor;
let world: World;
let minter: Minter;
let admin: string;
const KEY = "a-key-that-was-used-1";

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  admin = await minter.mint({ role: "admin" });
  world = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks });
  const headers = { authorization: `Bearer ${admin}`, "idempotency-key": KEY };
  await world.ask("/api/members", { method: "POST", body: "{}", headers });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});

const VALUES: Record<string, string> = { key: KEY, code: "token_invalid" };
const credential = (auth: string) =>
  auth === "bearer" ? admin : auth.startsWith("operator") ? OPERATOR_TOKEN : null;
const asked = (path: string, token: string | null, method = "GET") =>
  world.ask(
    path.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? name),
    {
      method,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    },
  );

describe("gateway: its own addresses answer as they are described", () => {
  test.each(OWN_OPERATIONS)(
    "$path",
    async ({ path, credential: needed, responses, responseType }) => {
      // A stand-in answers the health of Workers: what it says is not the document's subject.
      const isBehind = path.startsWith("/api/") && path.endsWith("/health");
      const answer = await asked(path, credential(needed));
      expect(answer.status).toBe(200);
      const type = responseType ?? "application/json";
      expect(answer.headers.get("content-type")?.split(";")[0]).toBe(type);
      if (type === "application/json" && !isBehind) {
        expect(responses[200]?.safeParse(await answer.json()).error).toBeUndefined();
      } else await answer.arrayBuffer();
      expect((await asked(path, credential(needed), "HEAD")).status).toBe(200);
      const refused = await asked(path, credential(needed), "POST");
      expect([refused.status, await codeOf(refused)]).toEqual([405, "method_not_allowed"]);
      expect(refused.headers.get("allow")).toBe("GET, HEAD");
    },
  );

  test.each(
    OWN_OPERATIONS.filter(({ credential }) => credential === "operator" || credential === "bearer"),
  )("$path is refused to whoever has no right to it", async ({ path, credential: needed }) => {
    const none = await asked(path, null);
    expect([none.status, await codeOf(none)]).toEqual([401, "token_missing"]);
    const wrong = await asked(path, needed === "bearer" ? OPERATOR_TOKEN : admin);
    expect([wrong.status, await codeOf(wrong)]).toEqual([401, "token_invalid"]);
  });

  test("the deep health check names every Worker, for the operator alone, and asks once in 5 s", async () => {
    expect((await asked("/health?deep=1", null)).status).toBe(401);
    expect((await asked("/health?deep=1", admin)).status).toBe(401);
    await world.forget();
    const schema = OWN_OPERATIONS.find(({ path }) => path === "/health")?.responses[200];
    for (let count = 0; count < 3; count++) {
      const answer = await asked("/health?deep=1", OPERATOR_TOKEN);
      const body = (await answer.json()) as { services: Record<string, unknown> };
      expect(schema?.safeParse(body).error).toBeUndefined();
      expect(Object.keys(body.services).sort()).toEqual([...UPSTREAMS].sort());
    }
    expect(await world.calls("catalog")).toHaveLength(1);
  });

  test("every code of the table has its page, for machines and for people, and no other has", async () => {
    const { items } = (await (await world.ask("/errors")).json()) as { items: string[] };
    const page = OWN_OPERATIONS.find(({ path }) => path === "/errors/{code}")?.responses[200];
    for (const code of items) {
      const body: unknown = await (await world.ask(`/errors/${code}`)).json();
      expect(page?.safeParse(body).error).toBeUndefined();
      expect(body).toMatchObject({ code });
    }
    const html = await world.ask("/errors/token_invalid", { headers: { accept: "text/html" } });
    expect(html.headers.get("content-type")).toContain("text/html");
    expect(await html.text()).toContain("token_invalid");
    expect((await world.ask("/errors/no_such_code")).status).toBe(404);
  });

  test("the guide is served beside the document, which names it (row 15)", async () => {
    const document = (await (await world.ask("/openapi.json")).json()) as {
      externalDocs: { url: string };
    };
    const guide = await world.ask(document.externalDocs.url);
    expect([guide.status, guide.headers.get("content-type")]).toEqual([
      200,
      "text/markdown; charset=utf-8",
    ]);
    expect(await guide.text()).toContain("## Sign in from a server");
  });

  test("the document itself is one that describes them", async () => {
    const document = z
      .object({ openapi: z.literal("3.1.0"), paths: z.record(z.string(), z.unknown()) })
      .parse(await (await world.ask("/openapi.json")).json());
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(OWN_OPERATIONS.map(({ path }) => path)),
    );
  });
});
