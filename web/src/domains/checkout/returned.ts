/** What a payment page says when it sends a browser back, and how often its result was asked for. Pure. */

/** What came back: nothing to act on, a refusal in our own words, or the key of a payment. */
export type Returned =
  | { kind: "nothing" }
  | { kind: "refused"; why: "cancelled_by_you" | "declined" }
  | { kind: "paid"; paymentKey: string; paymentId: string; amount: number; round: number };

/** When the page asks again, in seconds after each answer; about 90 s together. */
const WAITS = [2, 3, 5, 8, 10, 10, 10, 10, 10, 10, 10] as const;

/** Reads the query a payment page adds (`paymentKey`, `orderId`, `amount`, or `code`), and ours (`round`). */
export function returnedBy(query: URLSearchParams): Returned {
  const code = query.get("code");
  if (code !== null) {
    const isCancelled = /CANCEL/.test(code);
    return { kind: "refused", why: isCancelled ? "cancelled_by_you" : "declined" };
  }
  const paymentKey = query.get("paymentKey") ?? "";
  const amount = query.get("amount") ?? "";
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(paymentKey) || !/^\d{1,15}$/.test(amount)) {
    return { kind: "nothing" };
  }
  const round = Number(/^\d{1,2}$/.exec(query.get("round") ?? "")?.[0] ?? 0);
  return {
    kind: "paid",
    paymentKey,
    paymentId: query.get("orderId") ?? "",
    amount: Number(amount),
    round,
  };
}

type Paid = Extract<Returned, { kind: "paid" }>;

/** The page that waits for the result; it has the key under other names, so that opening it asks nothing. */
export function waitingPath(at: string, paid: Paid): string {
  const { paymentKey, paymentId, amount, round } = paid;
  const query = new URLSearchParams({
    ...{ waiting: String(round), key: paymentKey, pay: paymentId, sum: String(amount) },
  });
  return `${at}/return?${query}`;
}

/** What the waiting page does next: the address that asks again, and after how many seconds; null when it stops. */
export function askAgain(
  at: string,
  query: Readonly<Record<string, string | string[] | undefined>>,
): { href: string; seconds: number | null } | null {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : "";
  };
  const paid = returnedBy(
    new URLSearchParams({
      ...{ paymentKey: text("key"), orderId: text("pay"), amount: text("sum") },
      round: text("waiting"),
    }),
  );
  if (paid.kind !== "paid") return null;
  const { paymentKey, paymentId, amount, round } = paid;
  const next = new URLSearchParams({
    ...{ paymentKey, orderId: paymentId, amount: String(amount), round: String(round + 1) },
  });
  return { href: `${at}/return?${next}`, seconds: WAITS[round] ?? null };
}
