/** The questions on points of those who sell: input is parsed here, types vanish between Workers. */
import { MemberId, OrderId } from "@edgemart/contracts/ids";
import type { PaymentSagaRpc, PointsOf } from "@edgemart/contracts/payment-saga";
import { Timestamp } from "@edgemart/contracts/time";
import { z } from "zod";
import type { PointDeps } from "../ports/points.ts";

type Answer<Verb extends "earn" | "settleEarn" | "grant"> = ReturnType<PaymentSagaRpc[Verb]>;

const Points = z.int().min(0).max(1_000_000_000);
const PointsOfInput = z.object({ memberId: MemberId });
const EarnInput = z.object({
  orderId: OrderId,
  memberId: MemberId,
  n: z.int().min(1).max(1_000_000),
  amount: Points,
  due: Timestamp,
});
const SettleInput = z.object({ orderId: OrderId });
const GrantInput = z.object({
  key: z.string().min(1).max(200),
  memberId: MemberId,
  amount: Points.min(1),
  reason: z.string().max(300),
  referenceType: z.enum(["RESERVATION", "MANUAL"]),
  referenceId: z.string().max(200),
});

/** What a member can spend, and what is earned and not theirs yet. */
export function pointsOf(input: unknown, { pointReads }: PointDeps): Promise<PointsOf> {
  return pointReads.of(PointsOfInput.parse(input).memberId);
}

/** Says what an order earns now. */
export async function earn(input: unknown, { points }: PointDeps): Answer<"earn"> {
  return { state: await points.earn(EarnInput.parse(input)) };
}

/** Posts what a completed order earned. */
export async function settleEarn(
  input: unknown,
  { points, earnedDays }: PointDeps,
): Answer<"settleEarn"> {
  return { state: await points.settleEarn(SettleInput.parse(input).orderId, earnedDays) };
}

/** Gives points of a program, once per key. */
export async function grant(input: unknown, { points, grantedDays }: PointDeps): Answer<"grant"> {
  return { state: await points.grant(GrantInput.parse(input), grantedDays) };
}
