/** A world whose rows are the model's. */
import type { Random } from "@edgemart/testkit/random";
import { uncountExpired } from "../../../catalog/test/proof/holds.ts";
import {
  STOCK_RULES,
  type StockModel,
  type StockRules,
  stockModel,
} from "../../../catalog/test/proof/stock-model.ts";
import { modelChanges } from "./model/change-store.ts";
import { secondsOf, timeOf } from "./model/clock.ts";
import { type GatewayFault, modelGateway } from "./model/gateway.ts";
import { modelOffice } from "./model/office.ts";
import { modelOrders } from "./model/order-store.ts";
import { OrdersTable } from "./model/orders-table.ts";
import { modelParcels } from "./model/parcels.ts";
import { modelPayments } from "./model/payment-store.ts";
import { PaymentsTable } from "./model/payments-table.ts";
import { Purses } from "./model/purses.ts";
import { modelRefunds } from "./model/refund-store.ts";
import { modelReturns } from "./model/returns.ts";
import { SQL_RULES, type SqlRules } from "./model/rules.ts";
import { modelStaffActs } from "./model/staff-acts.ts";
import { modelStock } from "./model/stock.ts";
import { modelWebhooks } from "./model/webhook-store.ts";
import {
  COUPON,
  COUPON_USES,
  HOLD_SECONDS,
  ON_HAND,
  POINTS,
  PRICES,
  READY_SECONDS,
  STANDARD,
} from "./shop.ts";
import { Stage } from "./stage.ts";
import type { Stores } from "./stores.ts";
import { type Bends, idsOf, World } from "./world.ts";

/** Errors to be planted: rules that are off, and dependencies that are bent. */
export interface Planted extends Bends {
  sql?: Partial<SqlRules>;
  stock?: Partial<StockRules>;
}

/** The tables of a world. */
export interface Tables {
  orders: OrdersTable;
  payments: PaymentsTable;
  purses: Purses;
  stock: StockModel;
}

/** A world that a schedule is played in. */
export interface Setting {
  world: World;
  /** The tables, where they are at hand at any moment: laws are then checked after every step. */
  now: Tables | null;
  /** Reads them. */
  read(): Promise<Tables>;
}

/** A world with its tables as they were at a moment, which laws read. */
export interface Snapshot {
  world: World;
  tables: Tables;
}

/** The member who orders. */
export const MEMBER = "mem_proof";

/** Makes a world at its beginning. */
export function modelWorld(random: Random, { sql, stock: off, ...bends }: Planted = {}): Setting {
  const stage = new Stage(random);
  const clock = { now: 0 };
  const rules = { ...SQL_RULES, ...sql };
  const newId = idsOf();
  const purses = new Purses(rules);
  purses.issue(MEMBER, POINTS);
  const tables: Tables = {
    orders: new OrdersTable(clock, rules),
    payments: new PaymentsTable(clock, rules, purses, () => newId("event")),
    purses,
    stock: stockModel(ON_HAND, { ...STOCK_RULES, ...off }),
  };
  tables.orders.coupons.set(COUPON, { uses: 0, usesMax: COUPON_USES });
  const gateway = modelGateway(
    clock,
    (verb) => gatewayFault(world, verb),
    (arrive) => stage.arrive(arrive),
  );
  const world: World = new World(
    { stage, clock, stores: storesOf(tables, newId), gateway },
    newId,
    bends,
  );
  return { world, now: tables, read: async () => tables };
}

/** How the gateway fails the next call, as the schedule has it. */
export function gatewayFault({ stage, away }: World, verb: string): GatewayFault {
  if (away.has("gateway")) return "before";
  if (!stage.random.chance(stage.faults.gateway)) return null;
  const fault = stage.random.pick(["before", "after", "late", "refused"]);
  return fault === "refused" && verb !== "cancel" ? "before" : (fault as GatewayFault);
}

function storesOf(tables: Tables, newId: ReturnType<typeof idsOf>): Stores {
  const { orders, payments, purses, stock } = tables;
  const { clock } = orders;
  const now = () => clock.now;
  const ids = { newChangeId: () => newId("change"), newRefundId: () => newId("refund") };
  return {
    orders: modelOrders(orders, { holdSeconds: HOLD_SECONDS, readySeconds: READY_SECONDS }),
    changes: modelChanges(orders, ids),
    returns: modelReturns(orders, ids),
    parcels: modelParcels(orders, () => newId("shipment")),
    adminActs: modelStaffActs(orders, ids),
    office: modelOffice(payments),
    stock: modelStock({ stock, prices: PRICES, now, timeOf }),
    uncount: async () => uncountExpired(stock, clock.now),
    payments: modelPayments(payments),
    refunds: modelRefunds(payments),
    webhooks: modelWebhooks(payments),
    points: {
      earn: async (input) => purses.earn(input).state,
      settleEarn: async (orderId) => purses.settleEarn(orderId),
    },
    terms: async (couponCode) => ({
      methods: [STANDARD],
      isRemote: false,
      coupon: offerOf(orders, couponCode),
    }),
    peek: async (orderIds) =>
      orderIds.flatMap((id) => {
        const order = orders.orders.get(id);
        return order ? [orders.read(order)] : [];
      }),
    nextDue: async () => nextDue(tables),
  };
}

function offerOf({ coupons }: OrdersTable, code: string | null) {
  if (code === null) return undefined;
  const coupon = coupons.get(code);
  if (!coupon) return null;
  return {
    ...{ code, name: { ko: "쿠폰", en: "Coupon" }, kind: "percent" as const, value: 10 },
    ...{ currency: "KRW" as const, discountMaxMinor: null, minimumMinor: 0, version: 1 },
    ...{ isForMembers: false, isOn: true, isUsedUp: coupon.uses >= coupon.usesMax },
  };
}

/** The first moment at which a clock has something to do. */
function nextDue({ orders, payments }: Tables): number | null {
  const due: number[] = [];
  for (const { due: at, lease } of orders.steps.values()) due.push(Math.max(at, lease ?? at));
  for (const { deadline, row } of orders.orders.values()) {
    if (deadline !== null && row.state !== "PLACING") due.push(deadline);
  }
  for (const { state, readyUntil, nextLookAt } of payments.payments.values()) {
    if (state === "READY" && readyUntil) due.push(secondsOf(readyUntil));
    const isDriven = ["CONFIRMING", "AWAITING_DEPOSIT", "ORPHANED"].includes(state);
    if (isDriven && nextLookAt) due.push(secondsOf(nextLookAt));
  }
  for (const { state, nextLook } of payments.refunds.values()) {
    const isOpen = state === "REQUESTED" || state === "CONFIRMING";
    if (isOpen && nextLook !== null) due.push(nextLook);
  }
  return due.length === 0 ? null : Math.min(...due);
}
