/** `npm run bench -- auth`: what a sign-in, a refresh and a verification cost, alone and under a flood, and what their time tells. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus, loadavg } from "node:os";
import { startTestDatabase } from "../../tests/stores/test-database.ts";
import { type RunningAuth, startAuth } from "../../workers/auth/test/worker.ts";
import { croppedT, type Spread, spreadOf, welchT } from "./figures.ts";
import { measureHashes } from "./hashes.ts";

const PASSWORD = "correct horse battery";
const EMAIL = "mina@example.com";
const FLOOD = 200;
const FLOOD_MS = 6_000;
const CLASS = 200;
/** dudect's bound: below it no one can tell the classes from these samples. */
const T_MAX = 4.5;
const FREE = 10_000_000;

const limits = {
  ...{ LOGIN_FAILURES_MAX: 1_000_000, LOGIN_ACCOUNT_FAILURES_FREE: 1_000_000 },
  ...{ REFRESHES_MAX: 1_000_000, DEVICE_FAILURES_MAX: 1_000_000, REGISTRATIONS_MAX: 1_000_000 },
};

async function main(): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores; load ${load} at the beginning\n`,
  );
  console.log("| one hash | n | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|");
  for (const [name, spread] of await measureHashes()) console.log(row(name, spread));
  const database = await startTestDatabase();
  const vars = { ...limits, DATABASE_URL: database.urlOf("auth") };
  const auth = await startAuth({ BCRYPT_COST: 10, ...vars });
  try {
    if (auth.store.kind !== "redis-server")
      throw new Error("figures are taken on redis-server only");
    await auth.post("register", { email: EMAIL, password: PASSWORD, name: "Mina" });
    await operations(auth);
    await flood(auth);
    await timing(auth, "bcrypt, cost 10");
  } finally {
    await auth.stop();
  }
  const quick = await startAuth({ BCRYPT_COST: 4, ...vars });
  try {
    await quick.post("register", { email: EMAIL, password: PASSWORD, name: "Mina" });
    await timing(quick, "bcrypt, cost 4: the rest of the way shows");
  } finally {
    await quick.stop();
    await database.stop();
  }
}

const login = (auth: RunningAuth, email = EMAIL, password = PASSWORD) =>
  auth.post("login", { email, password });

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

async function operations(auth: RunningAuth): Promise<void> {
  let held = (await (await login(auth)).json()) as Tokens;
  const bearer = () => ({
    method: "GET",
    body: null,
    headers: { authorization: `Bearer ${held.accessToken}` },
  });
  const kinds: [string, number, () => Promise<Response>][] = [
    [
      "health: the least that answers",
      300,
      () => auth.post("health", {}, { method: "GET", body: null }),
    ],
    ["sign-in", 60, () => login(auth)],
    ["sign-in, wrong password", 60, () => login(auth, EMAIL, "wrong horse battery")],
    ["refresh", 300, () => auth.post("refresh", { refreshToken: held.refreshToken })],
    ["verify", 300, () => auth.post("verify", { token: held.accessToken })],
    ["sessions, 20 of them", 300, () => auth.post("sessions", {}, bearer())],
  ];
  console.log(
    "\n| one at a time, on workerd with redis-server | n | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|",
  );
  for (const [name, times, ask] of kinds) {
    const samples: number[] = [];
    for (let at = -10; at < times; at++) {
      const begun = performance.now();
      const answer = await ask();
      const text = await answer.text();
      if (at >= 0) samples.push(performance.now() - begun);
      if (answer.status === 200 && name === "refresh") held = JSON.parse(text);
      // Twenty sign-ins later an older session has made room.
      if (name === "sign-in" && answer.status === 200) held = JSON.parse(text);
    }
    console.log(row(name, spreadOf(samples)));
  }
}

/** 200 sign-ins on their way at any moment; next to them one refresh, verification and list after another. */
async function flood(auth: RunningAuth): Promise<void> {
  const held = (await (await login(auth)).json()) as Tokens;
  const storm = fork(new URL("storm.ts", import.meta.url), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { authorization, url } = auth;
  storm.send({ url: url.href, authorization, abreast: FLOOD, forMs: FLOOD_MS });
  const over = once(storm, "message") as Promise<[[status: number, times: number][]]>;
  const until = performance.now() + FLOOD_MS;
  const samples = new Map<string, number[]>();
  const refused = new Map<string, number>();
  const ask = async (name: string, send: () => Promise<Response>) => {
    const begun = performance.now();
    const answer = await send();
    const text = await answer.text();
    samples.set(name, [...(samples.get(name) ?? []), performance.now() - begun]);
    if (answer.status !== 200) refused.set(name, (refused.get(name) ?? 0) + 1);
    return { status: answer.status, text };
  };
  await new Promise((resolve) => setTimeout(resolve, 500));
  while (performance.now() < until) {
    const { status, text } = await ask("refresh", () =>
      auth.post("refresh", { refreshToken: held.refreshToken }),
    );
    if (status === 200) Object.assign(held, JSON.parse(text));
    await ask("verify", () => auth.post("verify", { token: held.accessToken }));
    const headers = { authorization: `Bearer ${held.accessToken}` };
    await ask("sessions", () => auth.post("sessions", {}, { method: "GET", body: null, headers }));
  }
  const [answers] = await over;
  console.log(
    `\n| beside ${FLOOD} sign-ins at once | n | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|`,
  );
  for (const [name, each] of samples)
    console.log(row(`${name}, ${refused.get(name) ?? 0} refused`, spreadOf(each)));
  const told = answers.toSorted().map(([status, n]) => `${n} × ${status || "no answer"}`);
  console.log(`\nThe sign-ins themselves in ${FLOOD_MS / 1000} s: ${told.join(", ")}.`);
}

/** Known and unknown address in turn, in random order within each pair, so that drift falls on both alike. */
async function timing(auth: RunningAuth, what: string): Promise<void> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let at = -10; at < CLASS; at++) {
    const pair: [number[], string][] = [
      [known, EMAIL],
      [unknown, `nobody-${at + FREE}@example.com`],
    ];
    if (Math.random() < 0.5) pair.reverse();
    for (const [samples, email] of pair) {
      const begun = performance.now();
      const answer = await login(auth, email, "wrong horse battery");
      await answer.text();
      if (answer.status !== 401) throw new Error(`a wrong password answered ${answer.status}`);
      if (at >= 0) samples.push(performance.now() - begun);
    }
  }
  const [t, cropped] = [welchT(known, unknown), croppedT(known, unknown)];
  const verdict =
    Math.abs(t) < T_MAX && Math.abs(cropped) < T_MAX ? "cannot be told apart" : "DIFFER";
  console.log(`\n${what}; ${CLASS} wrong passwords of each class:`);
  console.log(
    `known p50 ${spreadOf(known).p50.toFixed(2)} ms, unknown p50 ${spreadOf(unknown).p50.toFixed(2)} ms;`,
  );
  console.log(
    `|t| = ${Math.abs(t).toFixed(2)}, without the slowest twentieth ${Math.abs(cropped).toFixed(2)}; bound ${T_MAX}: known and unknown addresses ${verdict}.`,
  );
}

function row(name: string, { n, p50, p95, p99 }: Spread): string {
  const cells = [p50, p95, p99].map((ms) => ms.toFixed(2));
  return `| ${name} | ${n} | ${cells.join(" | ")} |`;
}

await main();
