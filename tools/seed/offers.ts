/** Coupons and points of the demo shop; no clock: days count from the load. */
import type { SeedCoupon, SeedGrant } from "./order-story.ts";

/** Coupons: one for members, one from a minimum, one that is used up and one whose time is over. */
export const coupons: readonly SeedCoupon[] = [
  {
    code: "WELCOME10",
    name: { ko: "회원 10% 할인", en: "10% off for members" },
    kind: "percent",
    value: 10,
    discountMaxMinor: 10_000,
    minimumMinor: 0,
    startsInDays: -120,
    endsInDays: null,
    usesMax: 1_000,
    membersOnly: true,
  },
  {
    code: "SAVE5000",
    name: { ko: "5만원 이상 5천원 할인", en: "₩5,000 off from ₩50,000" },
    kind: "amount",
    value: 5_000,
    discountMaxMinor: null,
    minimumMinor: 50_000,
    startsInDays: -120,
    endsInDays: null,
    usesMax: null,
    membersOnly: false,
  },
  {
    code: "FIRST-ONE",
    name: { ko: "선착순 한 명 3천원 할인", en: "₩3,000 off for the first buyer" },
    kind: "amount",
    value: 3_000,
    discountMaxMinor: null,
    minimumMinor: 0,
    startsInDays: -120,
    endsInDays: null,
    usesMax: 1,
    membersOnly: false,
  },
  {
    code: "SUMMER20",
    name: { ko: "여름 20% 할인", en: "20% off in summer" },
    kind: "percent",
    value: 20,
    discountMaxMinor: 20_000,
    minimumMinor: 0,
    startsInDays: -120,
    endsInDays: -60,
    usesMax: null,
    membersOnly: false,
  },
];

/** The demo member's points: what is left of the first ones expires within 30 days. */
export const grants: readonly SeedGrant[] = [
  { daysAgo: 345, amount: 20_000, reason: "가입 축하 포인트" },
  { daysAgo: 30, amount: 3_000, reason: "후기 감사 포인트" },
];
