/** A shop that can be crashed at a chosen moment: the entire system, with a tap on its database and its payment gateway. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { throughMiniflare } from "../../tools/crons/dispatch.ts";
import { raiseTemporary, type Temporary } from "../raise-temporary.ts";

/** When to crash: before or after an effect of the Workers that move orders, stock and money. */
export interface CrashPoint {
  /** The effect's number, from 1, or a part of its name: the first one that has it. */
  at: number | string;
  moment: "before" | "after";
}

/** The shop. */
export interface CrashShop {
  up: Temporary;
  /** PostgreSQL's superuser. */
  database: pg.Pool;
  sku: string;
  /** Plans the next crash; effects are counted from now. */
  plan(point: CrashPoint | null): void;
  /** Effects since the last plan, named in their order. */
  effects(): readonly string[];
  /** The effect at which the planned crash came; null as long as it has not. */
  crashedAt(): string | null;
  /** Takes the database away from Workers while `look` looks: to their callers they are dead. */
  withoutDatabase(workers: readonly string[], look: () => Promise<void>): Promise<void>;
  /** Takes the payment gateway away while `look` looks: its connections end without an answer. */
  withoutGateway(look: () => Promise<void>): Promise<void>;
  /** Resolves when no crash is under way: workerd listens again. */
  calm(): Promise<void>;
  /** Runs the clocks of order, payment and catalog once, at the same time. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Roles whose statements are effects of a purchase. */
const ROLES: ReadonlySet<string> = new Set([
  "edgemart_order",
  "edgemart_payment",
  "edgemart_catalog",
]);
const CLOCKS = ["order", "payment", "catalog"] as const;
/** A hundred times shorter waits, leases and pauses of the saga. */
const PACE = { SAGA_PACE: "100" };

/** Opens the shop: it sells one thing, of which there is enough. */
export async function openCrashShop(): Promise<CrashShop> {
  let planned: CrashPoint | null = null;
  let effects: string[] = [];
  let crash: Promise<void> = Promise.resolve();

  let crashedAt: string | null = null;
  let isGatewayAway = false;
  const deadRoles = new Set<string>();

  /** Crashes where that is planned; false: it did, and no one is left to go on for. */
  const survives = async (moment: CrashPoint["moment"], nth: number, name: string) => {
    if (planned?.moment !== moment) return true;
    const { at } = planned;
    if (typeof at === "number" ? at !== nth : !name.includes(at)) return true;
    planned = null;
    crashedAt = `${moment} ${name}`;
    crash = up.crashRuntime();
    await crash;
    return false;
  };
  const met = async (name: string) => {
    const nth = effects.push(name);
    const goesOn = await survives("before", nth, name);
    return goesOn ? () => survives("after", nth, name) : null;
  };
  const nothing = async () => async () => true;
  const nowhere = async () => null;
  const up = await raiseTemporary("crash", {
    vars: { order: PACE, payment: PACE },
    withoutOrders: true,
    databaseTap: ({ role, query }) =>
      deadRoles.has(role)
        ? nowhere()
        : ROLES.has(role)
          ? met(`${role.slice(9)}: ${nameOf(query)}`)
          : nothing(),
    gatewayTap: async (verb) => (isGatewayAway ? null : met(`gateway: ${verb}`)),
  });
  const database = new pg.Pool({ connectionString: up.stores.adminUrl, max: 4 });
  const sku = await stocked(database);
  return {
    up,
    database,
    sku,
    plan(point) {
      planned = point;
      effects = [];
      crashedAt = null;
    },
    effects: () => effects,
    crashedAt: () => crashedAt,
    async withoutDatabase(workers, look) {
      for (const worker of workers) deadRoles.add(`edgemart_${worker}`);
      try {
        await look();
      } finally {
        deadRoles.clear();
      }
    },
    async withoutGateway(look) {
      isGatewayAway = true;
      try {
        await look();
      } finally {
        isGatewayAway = false;
      }
    },
    calm: () => crash,
    async tick() {
      const dispatch = throughMiniflare(up.miniflare);
      await Promise.all(
        CLOCKS.map((id) =>
          dispatch(`edgemart-${id}`, "* * * * *", new Date()).catch((error: unknown) =>
            String(error),
          ),
        ),
      );
      await crash;
    },
    async stop() {
      await database.end();
      await up.stop();
    },
  };
}

/** The functions a statement calls, else its first words: enough to tell a person where a crash was. */
function nameOf(query: string): string {
  const called = query.match(/\b(?:orders|payment|catalog)\.[a-z_]+(?=\()/g);
  return called?.join(" ") ?? query.replace(/\s+/g, " ").trim().slice(0, 60);
}

/** Receives 100 000 units of a thing that is for sale. */
async function stocked(database: pg.Pool): Promise<string> {
  const { rows } = await database.query<{ sku: string }>(
    `SELECT v.sku FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id
      WHERE v.currency = 'KRW' AND v.price_minor BETWEEN 1000 AND 40000 AND p.status = 'active' ORDER BY v.sku LIMIT 1`,
  );
  const sku = rows[0]?.sku ?? "";
  await database.query(
    `WITH moved AS (INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal)
       VALUES ($1, 100000, 'received', $2, 'crash proof'))
     UPDATE catalog.stock_level SET on_hand = on_hand + 100000 WHERE sku = $1`,
    [sku, randomUUID()],
  );
  return sku;
}
