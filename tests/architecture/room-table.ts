/**
 * The rooms table as data (the gateway's own is gateway-rooms.ts): what each room of a Worker may import, of its own Worker and of packages. What is not here
 * is refused; what docs/architecture.md does not say is listed under `besides`, with its reason.
 */
import { CONTRACTS, HONO, KEPT, KIT, type RoomRule, ZOD } from "./room-rule.ts";

/** Names of the rooms of a Worker. */
export const ROOM_NAMES = [
  "index",
  "app",
  "env",
  "deps",
  "routes",
  "rpc",
  "verbs",
  "core",
  "views",
  "ports",
  "adapters",
  "objects",
  "db",
] as const;
/** The name of a room of a Worker. */
export type Room = (typeof ROOM_NAMES)[number];

/** zod and node:crypto's digests are pure; what is random in the latter is refused by the purity rule. */
const PURE = [CONTRACTS, ZOD, /^node:crypto$/];
const CLIENTS = /^@edgemart\/(postgres|redis)\/(client|errors|vars)$/;

/** What each room may import. */
export const ROOM_TABLE: Record<Room, RoomRule<Room>> = {
  index: {
    rooms: ["app", "rpc", "verbs", "objects", "deps", "env"],
    packages: [CONTRACTS, KIT, /^cloudflare:workers$/],
    besides: [
      [/^@edgemart\/postgres\/forget-effects$/, "an errand of the clock without a decision"],
    ],
  },
  app: {
    rooms: ["routes", "env", "deps", "ports"],
    packages: [CONTRACTS, KIT, HONO],
  },
  routes: {
    // core and views: the shape of what is answered; ports: a route without a decision asks a port itself.
    rooms: ["routes", "verbs", "core", "views", "ports", "env"],
    packages: [CONTRACTS, KIT, HONO, ZOD],
  },
  // What routes are for HTTP.
  rpc: {
    rooms: ["verbs", "core", "ports", "env"],
    packages: [CONTRACTS, KIT, ZOD],
  },
  verbs: {
    rooms: ["verbs", "core", "ports"],
    packages: [CONTRACTS],
    besides: [
      [/^@edgemart\/worker-kit\/key-ring$/, "keys by id, as data"],
      [/^@edgemart\/worker-kit\/keyed-write$/, "the order of steps of every write of staff"],
      [/^@edgemart\/worker-kit\/consume-queue$/, "what is done with each message, without a clock"],
    ],
  },
  core: {
    rooms: ["core"],
    packages: PURE,
    besides: [
      [/^@edgemart\/worker-kit\/base64url$/, "a pure function of text"],
      [/^@edgemart\/worker-kit\/key-ring$/, "keys by id, as data"],
    ],
  },
  // Durable Objects: what a door is for a Worker, for one thread and its storage.
  objects: {
    rooms: ["objects", "core", "ports", "deps"],
    packages: [CONTRACTS, KIT, ZOD, /^cloudflare:workers$/],
  },
  views: { rooms: ["views", "core"], packages: PURE },
  ports: {
    rooms: ["ports", "core"],
    packages: [CONTRACTS],
    besides: [
      [KIT, "types of an identity and of a version's match"],
      [
        /^@edgemart\/postgres\/(keyed-effect|outbox)$/,
        "types of a keyed write, and of an event to be sent",
      ],
    ],
  },
  deps: {
    // core: bounds and pure functions an adapter is made with.
    rooms: ["deps", "ports", "adapters", "env", "core"],
    packages: [CONTRACTS, KIT, KEPT, CLIENTS],
    besides: [
      [/^image-resizer\/src\/verbs\/describe-image\.ts$/, "deps/node.ts gives the seed one verb"],
      [/^@jsquash\/.+\.wasm$/, "compiled modules are what an implementation is here"],
      [/^node:(fs|module|path)$/, "deps/node.ts runs the same codecs in tools; never bundled"],
    ],
  },
  adapters: {
    // core: what is written and asked is decided there. zod: what comes from outside is parsed where it comes in.
    rooms: ["adapters", "ports", "core", "db"],
    packages: [
      CONTRACTS,
      KIT,
      KEPT,
      ZOD,
      /^@edgemart\/(postgres|redis)\//,
      /^drizzle-orm$/,
      /^jose$/,
    ],
    besides: [
      [/^image-resizer\/kernels\/pixels\.wasm$/, "the Worker's own compiled kernels"],
      [/^(@jsquash|imagescript)\/|^thumbhash$/, "codecs are the outside world of pictures"],
      [/^oauth4webapi$/, "the code grant of a provider"],
      [/^bcryptjs$/, "the hash of passwords"],
      [/^otpauth\/bare$/, "codes of authenticator apps"],
      [/^@simplewebauthn\/server(\/helpers)?$/, "signatures of authenticators"],
      [/^standardwebhooks$/, "signatures of webhooks"],
      [/^@block65\/webcrypto-web-push$/, "what browsers are sent, encrypted for each"],
      [/^react$|^@react-email\/(components|render)$/, "what mails are rendered with"],
      [/^node:(crypto|zlib)$/, "digests and inflation of the platform"],
    ],
  },
  db: {
    rooms: ["db"],
    packages: [CONTRACTS, /^drizzle-orm(\/|$)/],
    besides: [[/^@edgemart\/postgres\/shared-columns$/, "columns that every Worker's table has"]],
  },
  env: {
    rooms: ["env", "core"],
    packages: [...PURE, KIT, /^@edgemart\/(postgres|redis)\/vars$/],
  },
};
