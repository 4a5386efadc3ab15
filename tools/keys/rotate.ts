/**
 * Rotates one secret in three steps, so that at every moment each value in use is accepted everywhere.
 *
 * Pure but for fresh random values: secrets in, secrets out. How far a rotation has come is read from the values
 * themselves, so a step that was taken already changes nothing and one out of order is refused.
 */
import {
  makePushKey,
  makeServiceKey,
  makeSigningKey,
  publicHalf,
  randomKey,
  type Secrets,
  type SigningJwk,
} from "./make.ts";

/** Secrets that can be rotated. */
export const ROTATIONS = [
  "signing",
  "service",
  "pepper",
  "refresh",
  "links",
  "totp",
  "unsubscribe",
  "push",
  "idempotency",
] as const;
/** The name of a rotation. */
export type Rotation = (typeof ROTATIONS)[number];

/** publish: everyone accepts the next value · switch: it is used · drop: the previous one is accepted no more. */
export const STEPS = ["publish", "switch", "drop"] as const;
/** A step of a rotation. */
export type Step = (typeof STEPS)[number];

/** steady: one value · published: the next one waits · switched: the previous one is still accepted. */
export type Stage = "steady" | "published" | "switched";

/** Thrown when a step is out of order or a value is missing; the message says what to do. */
export class RotationError extends Error {
  override name = "RotationError";
}

/** How one kind of secret tells its stage and takes each step. */
interface Mechanism {
  stage(secrets: Secrets): Stage;
  publish(secrets: Secrets): Secrets;
  switch(secrets: Secrets): Secrets;
  drop(secrets: Secrets): Secrets;
}

/** Tells how far a rotation has come. @throws RotationError when the secret is missing or unreadable */
export function stageOf(secrets: Secrets, rotation: Rotation): Stage {
  return MECHANISMS[rotation].stage(secrets);
}

/**
 * Takes one step; a step already taken gives the same secrets back.
 *
 * @throws RotationError when another step has to come first
 */
export function rotate(secrets: Secrets, rotation: Rotation, step: Step): Secrets {
  const mechanism = MECHANISMS[rotation];
  const stage = mechanism.stage(secrets);
  const { from, done } = ORDER[step];
  if (done.includes(stage)) return secrets;
  if (stage !== from) {
    throw new RotationError(
      `${rotation}: cannot ${step} when ${stage}; the next step is ${NEXT[stage]}`,
    );
  }
  return mechanism[step](secrets);
}

/**
 * Replaces a secret that another person may know, at once: what was made with it is refused as soon as this is deployed.
 *
 * A pepper cannot be replaced so, nor a key of sealed secrets: all that was made with it would be lost. Rotate it.
 *
 * @throws RotationError for these two, or when the secret is missing
 */
export function revoke(secrets: Secrets, rotation: Rotation): Secrets {
  if (rotation === "pepper") throw new RotationError("pepper: rotate it, and let hashes move over");
  if (rotation === "totp")
    throw new RotationError("totp: rotate it; a lost key loses what it sealed");
  const steps = [...STEPS];
  // A step of a rotation under way is taken back first: its next value may be known too.
  const settled = stageOf(secrets, rotation) === "steady" ? secrets : finished(secrets, rotation);
  return steps.reduce((held, step) => rotate(held, rotation, step), settled);
}

function finished(secrets: Secrets, rotation: Rotation): Secrets {
  const switched =
    stageOf(secrets, rotation) === "published" ? rotate(secrets, rotation, "switch") : secrets;
  return rotate(switched, rotation, "drop");
}

/** A finished rotation is steady like one never begun: only `drop` can be repeated there. */
const ORDER: Record<Step, { from: Stage; done: Stage[] }> = {
  publish: { from: "steady", done: ["published"] },
  switch: { from: "published", done: ["switched"] },
  drop: { from: "switched", done: ["steady"] },
};
const NEXT: Record<Stage, Step> = { steady: "publish", published: "switch", switched: "drop" };

const signing: Mechanism = {
  stage(secrets) {
    if (secrets.AUTH_SIGNING_KEY_NEXT) return "published";
    return publishedKeys(secrets).length > 1 ? "switched" : "steady";
  },
  publish(secrets) {
    const next = makeSigningKey();
    return {
      ...secrets,
      AUTH_SIGNING_KEY_NEXT: JSON.stringify(next),
      AUTH_JWKS: JSON.stringify({ keys: [...publishedKeys(secrets), publicHalf(next)] }),
    };
  },
  switch({ AUTH_SIGNING_KEY_NEXT = "", ...secrets }) {
    return { ...secrets, AUTH_SIGNING_KEY: AUTH_SIGNING_KEY_NEXT };
  },
  drop(secrets) {
    const { kid } = parse<SigningJwk>(secrets, "AUTH_SIGNING_KEY");
    const keys = publishedKeys(secrets).filter((key) => key.kid === kid);
    return { ...secrets, AUTH_JWKS: JSON.stringify({ keys }) };
  },
};

function publishedKeys(secrets: Secrets): SigningJwk[] {
  const { keys } = parse<{ keys: SigningJwk[] }>(secrets, "AUTH_JWKS");
  const twice = keys.find(({ kid }, at) => keys.findIndex((other) => other.kid === kid) !== at);
  if (twice) throw new Error(`AUTH_JWKS holds the kid ${twice.kid} twice: remove one of them`);
  return keys;
}

interface Ring {
  current: string;
  keys: Record<string, unknown>;
}

/** Key ids are k1, k2, …: a greater one than the current is the next, a smaller one the previous. */
function ring(name: string, make: () => unknown = randomKey): Mechanism {
  const read = (secrets: Secrets) => parse<Ring>(secrets, name);
  const others = ({ current, keys }: Ring) => Object.keys(keys).filter((kid) => kid !== current);
  const next = (ring: Ring) => others(ring).find((kid) => numberOf(kid) > numberOf(ring.current));
  const write = (secrets: Secrets, ring: Ring) => ({ ...secrets, [name]: JSON.stringify(ring) });
  return {
    stage(secrets) {
      const held = read(secrets);
      if (next(held) !== undefined) return "published";
      return others(held).length > 0 ? "switched" : "steady";
    },
    publish(secrets) {
      const { current, keys } = read(secrets);
      return write(secrets, {
        current,
        keys: { ...keys, [`k${numberOf(current) + 1}`]: make() },
      });
    },
    switch(secrets) {
      const held = read(secrets);
      return write(secrets, { ...held, current: next(held) ?? held.current });
    },
    drop(secrets) {
      const { current, keys } = read(secrets);
      return write(secrets, { current, keys: { [current]: keys[current] ?? "" } });
    },
  };
}

function numberOf(kid: string): number {
  const number = /^k(\d{1,6})$/.exec(kid)?.[1];
  if (number === undefined) throw new RotationError(`key id ${kid} is not of the form k1, k2, …`);
  return Number(number);
}

/** One value with a `_NEXT` next to it while published and a `_PREVIOUS` while switched. */
function single(name: string, make: () => string): Mechanism {
  const [nextName, previousName] = [`${name}_NEXT`, `${name}_PREVIOUS`];
  return {
    stage(secrets) {
      need(secrets, name);
      if (secrets[nextName]) return "published";
      return secrets[previousName] ? "switched" : "steady";
    },
    publish: (secrets) => ({ ...secrets, [nextName]: make() }),
    switch(secrets) {
      const { [nextName]: next = "", ...rest } = secrets;
      return { ...rest, [name]: next, [previousName]: need(secrets, name) };
    },
    drop(secrets) {
      const { [previousName]: _previous, ...rest } = secrets;
      return rest;
    },
  };
}

const MECHANISMS: Record<Rotation, Mechanism> = {
  signing,
  service: single("AUTH_BASIC_KEY", makeServiceKey),
  pepper: ring("AUTH_PEPPERS"),
  refresh: ring("AUTH_REFRESH_SECRETS"),
  links: ring("AUTH_LINK_SECRETS"),
  totp: ring("AUTH_TOTP_KEYS"),
  unsubscribe: ring("UNSUBSCRIBE_SECRETS"),
  push: ring("VAPID_KEYS", makePushKey),
  idempotency: single("IDEMPOTENCY_SECRET", randomKey),
};

function need(secrets: Secrets, name: string): string {
  const value = secrets[name];
  if (!value) throw new RotationError(`${name} is missing`);
  return value;
}

/** Guarantee of the cast: these values were written by `makeSecrets` and the Worker refuses any other shape at start. */
function parse<T>(secrets: Secrets, name: string): T {
  try {
    return JSON.parse(need(secrets, name)) as T;
  } catch (thrown) {
    if (thrown instanceof RotationError) throw thrown;
    throw new RotationError(`${name} is not JSON`);
  }
}
