/** Laws of the secrets: complete, strong, and rotated without a moment in which something in use is refused. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { calculateJwkThumbprint } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joseSigner } from "../../workers/auth/src/adapters/access-tokens.jose.ts";
import { accessClaims } from "../../workers/auth/src/core/access-claims.ts";
import { deriveRefreshToken, readRefreshToken } from "../../workers/auth/src/core/refresh-token.ts";
import { isServiceKey } from "../../workers/auth/src/core/service-key.ts";
import { readAuthConfig } from "../../workers/auth/src/env.ts";
import { testEnv } from "../../workers/auth/test/fakes.ts";
import { main } from "../keys.ts";
import { makeSecrets, type Secrets } from "./make.ts";
import { ROTATIONS, RotationError, revoke, rotate, STEPS, stageOf } from "./rotate.ts";
import { formatVar, parseVars, patchVars } from "./vars-file.ts";

const configOf = (secrets: Secrets) => readAuthConfig(testEnv(secrets));

describe("auth 38: a fresh set", () => {
  test("names every generated secret, no two alike", () => {
    const made = makeSecrets();
    expect(Object.keys(made).sort()).toEqual([
      ...[
        "AUTH_BASIC_KEY",
        "AUTH_JWKS",
        "AUTH_LINK_SECRETS",
        "AUTH_PEPPERS",
        "AUTH_REFRESH_SECRETS",
        "AUTH_SIGNING_KEY",
        "AUTH_TOTP_KEYS",
      ],
      "CONTACT_DIGEST_KEY",
      ...["IDEMPOTENCY_SECRET", "OPERATOR_TOKEN", "ORDER_SEAL_SECRET", "ORDER_TOKEN_SECRET"],
      ...["PAYMENT_SEAL_SECRET", "PAYMENT_SECRET_KEY", "RESEND_WEBHOOK_SECRET"],
      ...["UNSUBSCRIBE_SECRETS", "UPSTASH_REDIS_REST_TOKEN", "VAPID_KEYS"],
    ]);
    expect(new Set([...Object.values(made), ...Object.values(makeSecrets())]).size).toBe(36);
  });

  test("the key id is the RFC 7638 thumbprint, and no private member is published", async () => {
    const { AUTH_SIGNING_KEY = "", AUTH_JWKS = "" } = makeSecrets();
    const key = JSON.parse(AUTH_SIGNING_KEY);
    expect(key.kid).toBe(await calculateJwkThumbprint(key));
    expect(AUTH_JWKS).not.toContain('"d"');
  });
});

describe("auth 40: a secret somebody else knows", () => {
  const kept = ROTATIONS.filter((rotation) => rotation !== "pepper" && rotation !== "totp");

  test.each(kept)(
    "%s: is replaced at once from every stage, and nothing of before is left",
    (what) => {
      const steady = makeSecrets();
      const published = rotate(steady, what, "publish");
      for (const before of [steady, published, rotate(published, what, "switch")]) {
        const after = revoke(before, what);
        expect([stageOf(after, what), Object.keys(after).sort()]).toEqual([
          "steady",
          Object.keys(steady).sort(),
        ]);
        expect(() => configOf(after)).not.toThrow();
        const old = Object.values(before).flatMap((value) => value.match(/[\w-]{43}/g) ?? []);
        const left = Object.entries(after).filter(([name]) => after[name] !== steady[name]);
        for (const [, value] of left) for (const secret of old) expect(value).not.toContain(secret);
      }
    },
  );

  test("signing: a token made before is refused, with the key id it had", async () => {
    const before = makeSecrets();
    const config = configOf(before);
    const now = 1_790_000_000;
    const claims = accessClaims({
      ...{ issuer: config.AUTH_ISSUER, audience: config.AUTH_AUDIENCE, memberId: newId("member") },
      ...{
        sessionId: newId("session"),
        tokenId: "t",
        memberVersion: 1,
        era: 0,
        role: "member",
        authTime: now,
        amr: "pwd",
      },
      ...{ ttlSeconds: 300, absoluteExpiry: now + 900, now, spread: 0 },
    });
    const token = await joseSigner(config.AUTH_SIGNING_KEY)(claims);
    expect((await verifyAccessToken(token, config, now)).ok).toBe(true);
    const after = configOf(revoke(before, "signing"));
    expect(await verifyAccessToken(token, after, now)).toMatchObject({ ok: false, expired: false });
  });

  test("the pepper is not replaced: every password would be lost", () => {
    expect(() => revoke(makeSecrets(), "pepper")).toThrow(RotationError);
    expect(() => revoke(makeSecrets(), "totp")).toThrow(RotationError);
  });
});

describe("auth 40: every rotation", () => {
  test.each(ROTATIONS)("%s: three steps in order, each taken twice is taken once", (rotation) => {
    const made = makeSecrets();
    let secrets = made;
    const stages = STEPS.map((step) => {
      const next = rotate(secrets, rotation, step);
      expect(next).not.toEqual(secrets);
      expect(rotate(next, rotation, step)).toBe(next);
      secrets = next;
      return stageOf(secrets, rotation);
    });
    expect(stages).toEqual(["published", "switched", "steady"]);
    expect(Object.keys(secrets).sort()).toEqual(Object.keys(made).sort());
    expect(secrets).not.toEqual(made);
  });

  test.each(ROTATIONS)("%s: a step out of order is refused", (rotation) => {
    const steady = makeSecrets();
    const published = rotate(steady, rotation, "publish");
    const switched = rotate(published, rotation, "switch");
    expect(() => rotate(steady, rotation, "switch")).toThrow(RotationError);
    expect(() => rotate(published, rotation, "drop")).toThrow(RotationError);
    expect(() => rotate(switched, rotation, "publish")).toThrow(RotationError);
  });

  test.each(ROTATIONS)(
    "%s: auth accepts its environment after every step, and other secrets stay",
    (rotation) => {
      let secrets = makeSecrets();
      for (const step of STEPS) {
        const next = rotate(secrets, rotation, step);
        expect(() => configOf(next)).not.toThrow();
        const untouched = ROTATIONS.filter((other) => other !== rotation);
        for (const other of untouched) expect(stageOf(next, other)).toBe("steady");
        secrets = next;
      }
    },
  );
});

describe("auth 40: nothing in use is refused", () => {
  test("tokens signed before, during and after a planned rotation all verify, while Workers differ by one step", async () => {
    let now = 1_790_000_000;
    let secrets = makeSecrets();
    const alive: { token: string; exp: number }[] = [];
    /** A deployment reaches the Workers one by one: signer and verifier may each be on either side of the step. */
    const run = async (before: Secrets, after: Secrets) => {
      for (const [signer, verifier] of [
        [before, after],
        [after, before],
        [after, after],
        [before, before],
      ] as const) {
        const { token, exp } = await sign(signer, now);
        alive.push({ token, exp });
        for (const each of alive.filter((one) => one.exp > now)) {
          expect(await verifyAccessToken(each.token, configOf(verifier), now)).toMatchObject({
            ok: true,
          });
        }
        now += 20;
      }
    };
    for (const step of STEPS) {
      const next = rotate(secrets, "signing", step);
      // What the advice of the previous step asks: old access tokens are dead before their key goes.
      if (step === "drop") now += 600;
      await run(secrets, next);
      secrets = next;
    }
    const { kid } = JSON.parse(secrets.AUTH_SIGNING_KEY ?? "");
    expect(JSON.parse(secrets.AUTH_JWKS ?? "").keys.map((key: { kid: string }) => key.kid)).toEqual(
      [kid],
    );
  });

  test("the service key callers hold is always one auth takes", () => {
    let secrets = makeSecrets();
    for (const step of STEPS) {
      const next = rotate(secrets, "service", step);
      for (const [caller, auth] of [
        [secrets, next],
        [next, secrets],
        [next, next],
      ] as const) {
        // The last step is taken when every caller has the new key.
        const sent = step === "drop" ? next.AUTH_BASIC_KEY : caller.AUTH_BASIC_KEY;
        const { AUTH_BASIC_KEY, AUTH_BASIC_KEY_NEXT, AUTH_BASIC_KEY_PREVIOUS } = configOf(auth);
        const valid = [AUTH_BASIC_KEY, AUTH_BASIC_KEY_NEXT, AUTH_BASIC_KEY_PREVIOUS].filter(
          (key) => key !== undefined,
        );
        expect(isServiceKey(`Basic ${sent}`, valid)).toBe(true);
      }
      secrets = next;
    }
  });

  test("a refresh token is taken until its secret is dropped", () => {
    const made = makeSecrets();
    const claims = { sessionId: newId("session"), counter: 1 };
    const ring = (secrets: Secrets) => configOf(secrets).AUTH_REFRESH_SECRETS;
    const first = ring(made).keys.get("k1");
    if (!first) throw new Error("no key");
    const token = deriveRefreshToken(first, claims);
    const taken = [];
    let secrets = made;
    for (const step of STEPS) {
      secrets = rotate(secrets, "refresh", step);
      taken.push([
        ring(secrets).current,
        readRefreshToken(token, ring(secrets).keys.values()) !== null,
      ]);
    }
    expect(taken).toEqual([
      ["k1", true],
      ["k2", true],
      ["k2", false],
    ]);
  });
});

describe("the file", () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "edgemart-keys-"));
    file = join(folder, ".dev.vars");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = async (...args: string[]) => {
    const [out, notes]: [string[], string[]] = [[], []];
    const exit = await main(
      args,
      (text) => out.push(text),
      (text) => notes.push(text),
    );
    return { exit, out: out.join(""), notes: notes.join("") };
  };

  test("what make prints is read back alike, by Node's own reader too", async () => {
    const { out } = await run("make");
    const vars = parseVars(out);
    expect(() => configOf(vars)).not.toThrow();
    expect(parseEnv(out)).toEqual(vars);
    await writeFile(file, `# mine\nDATABASE_URL="postgres://x"\n\n${out}`);
  });

  test("a rotation changes its own lines only, keeps comments and is readable by its owner only", async () => {
    const before = await readFile(file, "utf8");
    const { exit, notes } = await run("rotate", "refresh", "publish", "--file", file);
    const after = await readFile(file, "utf8");
    expect([exit, notes]).toEqual([0, expect.stringContaining("refresh: published")]);
    const changed = after.split("\n").filter((line) => !before.split("\n").includes(line));
    expect(changed).toEqual([expect.stringMatching(/^AUTH_REFRESH_SECRETS=/)]);
    expect(after.startsWith('# mine\nDATABASE_URL="postgres://x"\n\n')).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([".dev.vars"]);
  });

  test("a repeated step writes nothing", async () => {
    const { mtimeMs, ino } = await stat(file);
    await run("rotate", "refresh", "publish", "--file", file);
    expect(await stat(file)).toMatchObject({ mtimeMs, ino });
  });

  test("--print gives what changed as JSON for wrangler secret bulk, and names what to delete", async () => {
    await run("rotate", "service", "publish", "--file", file);
    const { out, notes } = await run("rotate", "service", "switch", "--file", file, "--print");
    expect(Object.keys(JSON.parse(out)).sort()).toEqual([
      "AUTH_BASIC_KEY",
      "AUTH_BASIC_KEY_PREVIOUS",
    ]);
    expect(notes).toContain("delete: AUTH_BASIC_KEY_NEXT");
    expect((await run("status", "--file", file)).out).toContain("service: switched");
  });

  test("a pepper that hashes still name is not dropped by accident", async () => {
    for (const step of ["publish", "switch"]) await run("rotate", "pepper", step, "--file", file);
    expect((await run("rotate", "pepper", "drop", "--file", file)).exit).toBe(2);
    expect((await run("rotate", "pepper", "drop", "--file", file, "--hashes-moved")).exit).toBe(0);
    for (const step of ["publish", "switch"]) await run("rotate", "totp", step, "--file", file);
    expect((await run("rotate", "totp", "drop", "--file", file)).exit).toBe(2);
  });

  test("a value that a line cannot hold is refused", () => {
    expect(() => formatVar("A", "x\ny")).toThrow();
    expect(() => formatVar("A", "it's")).toThrow();
    expect(patchVars("A=1\nA=2\nB=3\n", { A: "2", B: "3" }, { A: "4" })).toBe("A=4\n");
    expect(patchVars('# c\nA="1"\nA="2"', { A: "2" }, { A: "2", C: "5" })).toBe(
      '# c\nA="1"\nA="2"\nC=5\n',
    );
  });

  test.each([
    [["rotate", "everything", "publish"]],
    [["rotate", "signing"]],
    [[]],
    [["status", "--file", "missing"]],
  ])("%j is refused with a hint", async (args) => {
    const { exit, notes } = await run(
      ...args,
      ...(args.includes("--file") ? [] : ["--file", file]),
    );
    expect([exit, notes.length > 0]).toEqual([2, true]);
  });
});

async function sign(secrets: Secrets, now: number) {
  const config = configOf(secrets);
  const claims = accessClaims({
    ...{
      issuer: config.AUTH_ISSUER,
      audience: config.AUTH_AUDIENCE,
      memberId: newId("member"),
      memberVersion: 1,
      era: 0,
      sessionId: newId("session"),
    },
    ...{
      tokenId: newId("token"),
      role: "member",
      authTime: now,
      amr: "pwd",
      ttlSeconds: 300,
      absoluteExpiry: now + 86_400,
    },
    ...{ now, spread: 0 },
  });
  return { token: await joseSigner(config.AUTH_SIGNING_KEY)(claims), exp: claims.exp };
}

describe("a key set with a doubled kid", () => {
  test("is refused by every step of the signing rotation, and left as it is", () => {
    const secrets = makeSecrets();
    const [key] = JSON.parse(secrets.AUTH_JWKS ?? "").keys;
    const doubled = { ...secrets, AUTH_JWKS: JSON.stringify({ keys: [key, key] }) };
    expect(() => stageOf(doubled, "signing")).toThrow(key.kid);
    for (const step of STEPS) expect(() => rotate(doubled, "signing", step)).toThrow("twice");
  });
});
