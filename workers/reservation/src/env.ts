/** Environment of reservation → configuration. */
import type { EventRpc } from "@edgemart/contracts/event-facts";
import type { MemberRpc } from "@edgemart/contracts/member";
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const namespace = <Name extends "SECTION_SEATS" | "MEMBER_BASKETS">() =>
  z.custom<Env[Name]>(
    (value) => typeof value === "object" && value !== null && "idFromName" in value,
    "must be a Durable Object namespace",
  );

const Address = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" });

const ReservationEnvironment = z.object({
  ...IdentityVars,
  ...PostgresVarsShape,
  /** Connection string of the role `edgemart_reservation`. */
  DATABASE_URL: Address,
  /** Where objects are made: a hint that the first caller gives. */
  OBJECTS_LOCATION: z
    .enum(["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"])
    .default("apac"),
  /** Sections of events. */
  SECTION_SEATS: namespace<"SECTION_SEATS">(),
  /** Baskets of members. */
  MEMBER_BASKETS: namespace<"MEMBER_BASKETS">(),
  /** Event: times and terms of what is sold. */
  EVENT: rpcBinding<EventRpc>(),
  /** Member: who pays. */
  MEMBER: rpcBinding<MemberRpc>(),
  /** Payment: attempts and their money. */
  PAYMENT_SAGA: rpcBinding<PaymentSagaRpc>(),
  /** Member: what an administrator is now. */
  MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
});

/** Parsed configuration of reservation. */
export type ReservationConfig = z.infer<typeof ReservationEnvironment>;
/** Reads it; cached by its raw values. */
export const readReservationConfig = configReader<ReservationConfig>(ReservationEnvironment);

const ObjectEnvironment = z.object({ ...PostgresVarsShape, DATABASE_URL: Address });
/** What an object is configured with. */
export type ObjectConfig = z.infer<typeof ObjectEnvironment>;
/** Reads it. */
export const readObjectConfig = configReader<ObjectConfig>(ObjectEnvironment);
