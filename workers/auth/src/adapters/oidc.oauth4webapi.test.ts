/** The grant and the ID token, against a provider that works and one that does not. @see specs/identity.md 22, 25, 26 */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { walkOidc } from "@edgemart/testkit/oidc-walk";
import { SignJWT } from "jose";
import { Events, OAuth2Server } from "oauth2-mock-server";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { standInRow } from "../../../../tools/local/oidc/row.ts";
import { type OidcStandIn, startOidc } from "../../../../tools/local/oidc/start.ts";
import { GOOGLE_ROW } from "../../test/fakes.ts";
import { type OidcRow, OidcRowVar } from "../core/oidc-row.ts";
import { oauthProvider } from "./oidc.oauth4webapi.ts";

const CLIENT = {
  id: "shop",
  secret: "a secret of the shop",
  redirectUri: "https://shop.example/auth/google/callback",
};
const TRANSACTION = { nonce: "n".repeat(43), verifier: "v".repeat(43) };
const codeOf = (got: { ok: true } | { ok: false; error: { code: string } }) =>
  got.ok ? "ok" : got.error.code;

describe("identity 36: the stand-in, by the same row and code", () => {
  let stand: OidcStandIn;
  beforeAll(async () => {
    const people = () => ({ memberEmail: "mina@example.com" });
    stand = await startOidc({ port: 0, client: CLIENT, people });
  });
  afterAll(() => stand.stop());
  const row = () => OidcRowVar.parse(standInRow(stand.url));
  const provider = (client = CLIENT) => oauthProvider(row(), client, Date.now);
  const ask = { state: "s".repeat(43), ...TRANSACTION };

  test("the whole flow names a person", async () => {
    const google = provider();
    const back = await walkOidc(await google.authorizationUrl(ask), { person: "member" });
    expect(`${back.origin}${back.pathname}`).toBe(CLIENT.redirectUri);
    expect(back.searchParams.get("state")).toBe(ask.state);
    const code = back.searchParams.get("code") ?? "";
    const iss = back.searchParams.get("iss") ?? undefined;
    const got = await google.identify({ code, iss }, TRANSACTION);
    expect(got).toMatchObject({
      ok: true,
      value: { issuer: stand.url, email: "mina@example.com", emailVerified: true, name: "김민아" },
    });
    // A code is good once.
    expect(codeOf(await google.identify({ code, iss }, TRANSACTION))).toBe("provider_failed");
  });

  test("identity 56.8, 56.10, 56.12: another verifier, another nonce, no `iss`, a foreign one: refused", async () => {
    const google = provider();
    const come = async () => {
      const back = await walkOidc(await google.authorizationUrl(ask), { person: "new" });
      return { code: back.searchParams.get("code") ?? "", iss: stand.url };
    };
    const other = { ...TRANSACTION, verifier: "w".repeat(43) };
    expect(codeOf(await google.identify(await come(), other))).toBe("provider_failed");
    const nonce = { ...TRANSACTION, nonce: "m".repeat(43) };
    expect(codeOf(await google.identify(await come(), nonce))).toBe("provider_failed");
    const { code } = await come();
    expect(codeOf(await google.identify({ code }, TRANSACTION))).toBe("provider_failed");
    const foreign = { ...(await come()), iss: "https://accounts.google.com" };
    expect(codeOf(await google.identify(foreign, TRANSACTION))).toBe("provider_failed");
  });

  test("the people are what they say: unconfirmed, and one address with two accounts", async () => {
    const google = provider();
    const as = async (person: string) => {
      const back = await walkOidc(await google.authorizationUrl(ask), { person });
      const got = await google.identify(
        { code: back.searchParams.get("code") ?? "", iss: stand.url },
        TRANSACTION,
      );
      if (!got.ok) throw new Error(got.error.detail);
      return got.value;
    };
    expect((await as("unconfirmed")).emailVerified).toBe(false);
    const [first, recycled] = [await as("new"), await as("recycled")];
    expect(recycled.email).toBe(first.email);
    expect(recycled.subject).not.toBe(first.subject);
  });

  test("it can be cancelled, and answers wrongly when asked to", async () => {
    const google = provider();
    const cancelled = await walkOidc(await google.authorizationUrl(ask), { do: "cancel" });
    expect(cancelled.searchParams.get("error")).toBe("access_denied");
    const wrong = await walkOidc(await google.authorizationUrl(ask), { do: "wrong" });
    const code = wrong.searchParams.get("code") ?? "";
    expect(codeOf(await google.identify({ code, iss: stand.url }, TRANSACTION))).toBe(
      "provider_failed",
    );
  });

  test("identity 56.13: another redirect address is refused by the provider", async () => {
    const suffixed = provider({ ...CLIENT, redirectUri: `${CLIENT.redirectUri}/x` });
    const response = await fetch(await suffixed.authorizationUrl(ask), { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });
});

describe("identity 22: what Google is asked", () => {
  test("code, PKCE S256, state, nonce, the account page, and the configured address", async () => {
    const google = oauthProvider(GOOGLE_ROW as OidcRow, CLIENT, Date.now);
    const url = new URL(await google.authorizationUrl({ state: "s1", ...TRANSACTION }));
    expect(`${url.origin}${url.pathname}`).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ response_type: "code", scope: "openid email profile", state: "s1" },
      ...{ code_challenge_method: "S256", prompt: "select_account", client_id: "shop" },
      ...{ nonce: TRANSACTION.nonce, redirect_uri: CLIENT.redirectUri },
    });
    expect(url.href).not.toContain(TRANSACTION.verifier);
  });
});

describe("identity 26, 56.11: a provider that lies", () => {
  const lying = new OAuth2Server();
  beforeAll(async () => {
    await lying.issuer.keys.generate("RS256");
    await lying.start(0, "127.0.0.1");
  });
  afterAll(() => lying.stop());
  afterEach(() => lying.service.removeAllListeners());

  let rows = 0;
  /** A row of its own for each test: keys are kept by their address. */
  const provider = () => {
    const url = lying.issuer.url ?? "";
    const row = { ...JSON.parse(standInRow(url)), issParameter: "checked" };
    const addresses = { authorize: `${url}/authorize`, token: `${url}/token` };
    const jwks = `${url}/jwks?${rows++}`;
    return oauthProvider(
      OidcRowVar.parse(JSON.stringify({ ...row, ...addresses, jwks })),
      CLIENT,
      Date.now,
    );
  };
  type Claims = Record<string, unknown>;
  /** Signs in with claims and header changed; undefined removes one. */
  async function says(claims: Claims, header: Claims = {}, google = provider()) {
    const idToken = await lying.issuer.buildToken({
      scopesOrTransform: (head, payload) => {
        const now = Math.floor(Date.now() / 1000);
        const truth = {
          aud: "shop",
          sub: "100",
          nonce: TRANSACTION.nonce,
          iat: now,
          exp: now + 300,
        };
        const all: Claims = { ...truth, email: "m@gmail.com", email_verified: true, ...claims };
        for (const [name, value] of Object.entries(all)) {
          if (value === undefined) delete payload[name];
          else payload[name] = value;
        }
        Object.assign(head, header);
      },
    });
    return answered(idToken, google);
  }
  /** Answers the grant with an ID token. */
  async function answered(idToken: string, google = provider()) {
    lying.service.once(Events.BeforeResponse, (response) => {
      response.body = { access_token: "a", token_type: "Bearer", id_token: idToken };
    });
    const address = await google.authorizationUrl({ state: "s", ...TRANSACTION });
    const back = await fetch(address, { redirect: "manual" });
    const { searchParams } = new URL(back.headers.get("location") ?? "");
    return google.identify({ code: searchParams.get("code") ?? "" }, TRANSACTION);
  }
  const answersToken = async (idToken: string, google = provider()) =>
    codeOf(await answered(idToken, google));

  test("the truth is taken", async () => {
    expect(await says({})).toMatchObject({
      ok: true,
      value: { subject: "100", emailVerified: true },
    });
    expect(codeOf(await says({ azp: "shop" }))).toBe("ok");
  });

  const now = Math.floor(Date.now() / 1000);
  test.each<[string, Claims]>([
    ["another audience", { aud: "other" }],
    ["several audiences", { aud: ["shop", "other"] }],
    ["no audience", { aud: undefined }],
    ["another azp", { azp: "other" }],
    ["another issuer", { iss: "https://evil.example" }],
    ["expired", { exp: now - 60 }],
    ["no expiry", { exp: undefined }],
    ["made 11 minutes ago", { iat: now - 660, exp: now + 300 }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject with a space", { sub: "1 2" }],
    ["a subject of 256 characters", { sub: "1".repeat(256) }],
    ["another nonce", { nonce: "x" }],
    ["no nonce", { nonce: undefined }],
    ["a nonce that is a number", { nonce: 7 }],
    ["100 kB", { extra: "x".repeat(100_000) }],
  ])("%s: refused", async (_what, claims) => {
    expect(codeOf(await says(claims))).toBe("provider_failed");
  });

  test.each([["true"], [1], [null], [undefined]])(
    "identity 56.14: email_verified %j is not true",
    async (said) => {
      const got = await says({ email_verified: said });
      expect(got).toMatchObject({ ok: true, value: { emailVerified: false } });
    },
  );

  const truth = () => ({ nonce: TRANSACTION.nonce, email: "m@gmail.com", email_verified: true });
  const signed = (alg: string, kid: string) =>
    new SignJWT(truth())
      .setProtectedHeader({ alg, kid })
      .setIssuer(lying.issuer.url ?? "")
      .setAudience("shop")
      .setSubject("100")
      .setIssuedAt()
      .setExpirationTime("5m");

  test("`none`, and HS256 with the shop's own secret: refused", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      ...truth(),
      iss: lying.issuer.url,
      aud: "shop",
      sub: "100",
      iat: now,
      exp: now + 300,
    };
    expect(await answersToken(`${part({ alg: "none" })}.${part(claims)}.`)).toBe("provider_failed");
    const secret = new TextEncoder().encode(CLIENT.secret.repeat(2));
    expect(await answersToken(await signed("HS256", "k").sign(secret))).toBe("provider_failed");
  });

  test("a hundred unknown keys fetch the key set once", async () => {
    const google = provider();
    const fetches = vi.spyOn(globalThis, "fetch");
    const secret = new TextEncoder().encode("x".repeat(32));
    const [, payload = "", signature = ""] = (await signed("HS256", "k").sign(secret)).split(".");
    expect(codeOf(await says({}, {}, google))).toBe("ok");
    for (let n = 0; n < 100; n++) {
      const header = Buffer.from(JSON.stringify({ alg: "RS256", kid: `k${n}` })).toString(
        "base64url",
      );
      expect(await answersToken(`${header}.${payload}.${signature}`, google)).toBe(
        "provider_failed",
      );
    }
    const asked = fetches.mock.calls.map(([address]) => String(address));
    fetches.mockRestore();
    expect(asked.filter((address) => address.includes("/jwks"))).toHaveLength(1);
  });

  test("identity L: its key set alone is down: known keys serve, without any it is 503", async () => {
    const google = provider();
    expect(codeOf(await says({}, {}, google))).toBe("ok");
    const real = globalThis.fetch;
    const down = vi.spyOn(globalThis, "fetch").mockImplementation(async (address, init) => {
      if (String(address).includes("/jwks")) throw new TypeError("no route");
      return real(address, init);
    });
    const [known, unknown] = [await says({}, {}, google), await says({})];
    down.mockRestore();
    expect([codeOf(known), codeOf(unknown)]).toEqual(["ok", "provider_unavailable"]);
  });
});

describe("identity 56.21: a provider that is broken", () => {
  let server: Server;
  let answers: (response: ServerResponse) => void = (response) => void response.end();
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      answers(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const ask = async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const row = { ...JSON.parse(standInRow(url)), issParameter: "checked" };
    const google = oauthProvider(OidcRowVar.parse(JSON.stringify(row)), CLIENT, Date.now);
    return codeOf(await google.identify({ code: "c" }, TRANSACTION));
  };
  test.each<[string, string, (response: ServerResponse) => void]>([
    ["HTML", "provider_failed", (r) => r.end("<h1>sign in</h1>")],
    ["half of its JSON", "provider_failed", (r) => r.end('{"id_token":"a')],
    ["no ID token", "provider_failed", (r) => r.end("{}")],
    ["a refusal", "provider_failed", (r) => r.writeHead(400).end('{"error":"invalid_grant"}')],
    [
      "a redirect",
      "provider_failed",
      (r) => r.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    ],
    ["10 MB", "provider_failed", (r) => r.end("x".repeat(10_000_000))],
    ["500", "provider_unavailable", (r) => r.writeHead(500).end()],
    ["429", "provider_unavailable", (r) => r.writeHead(429).end()],
    ["a broken connection", "provider_unavailable", (r) => void r.destroy()],
  ])("%s: %s", async (_what, code, how) => {
    answers = how;
    expect(await ask()).toBe(code);
  });
  test("silence: provider_unavailable after 5 s", async () => {
    answers = () => undefined;
    const begun = Date.now();
    expect(await ask()).toBe("provider_unavailable");
    expect(Date.now() - begun).toBeLessThan(7_000);
  }, 10_000);
});
