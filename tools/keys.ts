/** Makes and rotates the platform's secrets: `npx node tools/keys.ts`. Library: `keys/make.ts`, `keys/rotate.ts`. */
import { parseArgs } from "node:util";
import { makeSecrets, type Secrets } from "./keys/make.ts";
import {
  ROTATIONS,
  type Rotation,
  revoke,
  rotate,
  STEPS,
  type Stage,
  stageOf,
} from "./keys/rotate.ts";
import { formatVar, parseVars, patchVars, readText, writeSecretFile } from "./keys/vars-file.ts";

export { makeSecrets, type Secrets };

const USAGE = `Usage:
  npx node tools/keys.ts make [--print]                    a fresh set as .dev.vars lines; --print: as JSON
  npx node tools/keys.ts status [--file .dev.vars]         where each rotation stands
  npx node tools/keys.ts rotate <what> <step> [--file .dev.vars] [--print] [--hashes-moved]
      what: ${ROTATIONS.join(" | ")}
      step: publish, then switch, then drop; a step already taken changes nothing
  npx node tools/keys.ts revoke <what> [--file .dev.vars] [--print]   a new value at once, the old one refused
  --print writes the values a step changed as JSON for "wrangler secret bulk"; names to delete go to stderr.
`;

/** What must have happened before the next step, so that nothing in use is refused. */
const ADVICE: Record<Rotation, Record<Stage, string>> = {
  signing: {
    published: "deploy AUTH_JWKS to every Worker, then switch",
    switched: "deploy AUTH_SIGNING_KEY to auth, wait 10 minutes (access tokens die), then drop",
    steady: "deploy AUTH_JWKS to every Worker",
  },
  service: {
    published: "deploy AUTH_BASIC_KEY_NEXT to auth, then switch",
    switched:
      "deploy AUTH_BASIC_KEY and _PREVIOUS to auth, AUTH_BASIC_KEY to every caller, then drop",
    steady: "delete AUTH_BASIC_KEY_NEXT and _PREVIOUS from auth",
  },
  pepper: {
    published: "deploy AUTH_PEPPERS to auth, then switch",
    switched: "deploy AUTH_PEPPERS to auth; drop only when no stored hash names the old key id",
    steady: "deploy AUTH_PEPPERS to auth",
  },
  refresh: {
    published: "deploy AUTH_REFRESH_SECRETS to auth, then switch",
    switched: "deploy AUTH_REFRESH_SECRETS to auth, wait 30 days (sessions end), then drop",
    steady: "deploy AUTH_REFRESH_SECRETS to auth",
  },
  links: {
    published: "deploy AUTH_LINK_SECRETS to auth, then switch",
    switched: "deploy AUTH_LINK_SECRETS to auth, wait 7 days (undo links end), then drop",
    steady: "deploy AUTH_LINK_SECRETS to auth",
  },
  totp: {
    published: "deploy AUTH_TOTP_KEYS to auth, then switch",
    switched: "deploy AUTH_TOTP_KEYS to auth; drop only when no member.totp names the old key id",
    steady: "deploy AUTH_TOTP_KEYS to auth",
  },
  unsubscribe: {
    published: "deploy UNSUBSCRIBE_SECRETS to notification, then switch",
    switched:
      "deploy UNSUBSCRIBE_SECRETS to notification; drop when mails made with the old key need no link any more",
    steady: "deploy UNSUBSCRIBE_SECRETS to notification",
  },
  push: {
    published: "deploy VAPID_KEYS to notification, then switch",
    switched:
      "deploy VAPID_KEYS to notification; drop: browsers that subscribed with the old key are told nothing until they are asked again",
    steady: "deploy VAPID_KEYS to notification",
  },
  idempotency: {
    published: "deploy IDEMPOTENCY_SECRET_NEXT to the gateway, then switch",
    switched: "deploy both to the gateway, wait until stored answers have expired, then drop",
    steady: "delete IDEMPOTENCY_SECRET_NEXT and _PREVIOUS from the gateway",
  },
};

/** Runs the command line. @returns the exit code */
export async function main(
  args: string[],
  out: (text: string) => void,
  note: (text: string) => void,
) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      file: { type: "string", default: ".dev.vars" },
      print: { type: "boolean", default: false },
      "hashes-moved": { type: "boolean", default: false },
    },
  });
  const [command, what, step] = positionals;
  if (command === "make") {
    const made = makeSecrets();
    out(values.print ? json(made) : lines(made));
    return 0;
  }
  if (command !== "status" && command !== "rotate" && command !== "revoke") {
    return refuse(note, USAGE);
  }
  const text = await readText(values.file);
  if (text === undefined) return refuse(note, `${values.file} does not exist; begin with "make"\n`);
  const before = parseVars(text);
  if (command === "status") {
    for (const rotation of ROTATIONS) out(`${rotation}: ${stageOf(before, rotation)}\n`);
    return 0;
  }
  if (command === "revoke" && isOneOf(ROTATIONS, what)) {
    const after = revoke(before, what);
    await writeSecretFile(values.file, patchVars(text, before, after));
    report(before, after, values.print ? out : null, note);
    note(
      `${what}: replaced; deploy it everywhere now. What was made with the old value is refused\n`,
    );
    return 0;
  }
  if (!isOneOf(ROTATIONS, what) || !isOneOf(STEPS, step)) return refuse(note, USAGE);
  if ((what === "pepper" || what === "totp") && step === "drop" && !values["hashes-moved"]) {
    return refuse(
      note,
      `${what}: all that was made with the old key would die; add --hashes-moved when nothing names it\n`,
    );
  }
  const after = rotate(before, what, step);
  if (after !== before) await writeSecretFile(values.file, patchVars(text, before, after));
  report(before, after, values.print ? out : null, note);
  const stage = stageOf(after, what);
  note(`${what}: ${stage}; ${ADVICE[what][stage]}\n`);
  return 0;
}

function report(
  before: Secrets,
  after: Secrets,
  print: ((text: string) => void) | null,
  note: (text: string) => void,
) {
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
  print?.(json(Object.fromEntries(changed)));
  for (const name of Object.keys(before)) if (!(name in after)) note(`delete: ${name}\n`);
}

function refuse(note: (text: string) => void, text: string): number {
  note(text);
  return 2;
}

function isOneOf<T extends string>(allowed: readonly T[], value: string | undefined): value is T {
  return (allowed as readonly string[]).includes(value ?? "");
}

function lines(secrets: Secrets): string {
  return Object.entries(secrets)
    .map(([name, value]) => `${formatVar(name, value)}\n`)
    .join("");
}

function json(secrets: Secrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

if (import.meta.main) {
  const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text);
  main(process.argv.slice(2), write(process.stdout), write(process.stderr)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
