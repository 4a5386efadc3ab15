/** Faults that can be provoked: which exist, what they do, and which of the armed ones meet a call. Pure. */
import { z } from "zod";

/** Where in the gateway a fault acts. */
type Place = "call" | "confirm" | "cancel" | "webhook" | "deposit";

/** Every kind and where it acts. */
export const FAULT_KINDS = {
  /** The call never arrives; the connection ends after `value` ms (60000). */
  timeout_before: "call",
  /** The call is done and its answer lost; the connection ends after `value` ms (60000). */
  timeout_after: "call",
  /** Error 500, nothing done; `stored`: repeated under the key. */
  "500_before": "call",
  /** Error 500, and it is done; `stored`: repeated under the key. */
  "500_after": "call",
  /** The answer comes after `value` ms (5000). */
  slow: "call",
  /** It is done; the answer is a page of HTML, or `truncated`, or `huge` (10 MB). */
  garbage: "call",
  /** Too many requests; nothing done. */
  "429": "call",
  /** It is done; the answer says that it was before. */
  already_processed: "confirm",
  /** It is done with `value` (1000) more than was agreed. */
  amount_mismatch: "confirm",
  /** It is done in another currency, `value` (USD). */
  currency_mismatch: "confirm",
  /** It is done under another order id. */
  order_mismatch: "confirm",
  /** Each webhook comes `value` (1) times more. */
  webhook_duplicate: "webhook",
  /** Each webhook comes `value` (60) seconds late. */
  webhook_late: "webhook",
  /** A webhook waits until the next one was delivered. */
  webhook_reorder: "webhook",
  /** No webhook comes. */
  webhook_drop: "webhook",
  /** A forged webhook comes as well: another status, a wrong secret. */
  webhook_forged: "webhook",
  /** The bank takes the deposit back at once. */
  deposit_reversed: "deposit",
  /** The cancellation is done and its answer lost. */
  cancel_timeout_after: "cancel",
  /** The cancellation is refused; nothing done. */
  cancel_refused: "cancel",
} as const satisfies Record<string, Place>;

/** A kind of fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** Every kind in the order people read them: what loses or doubles money first. */
export const FAULT_ORDER: readonly FaultKind[] = [
  ...(["timeout_after", "500_after", "timeout_before", "500_before", "slow", "garbage"] as const),
  ...(["429", "already_processed"] as const),
  ...(["amount_mismatch", "currency_mismatch", "order_mismatch"] as const),
  ...(["webhook_duplicate", "webhook_late", "webhook_reorder", "webhook_drop"] as const),
  ...(["webhook_forged", "deposit_reversed", "cancel_timeout_after", "cancel_refused"] as const),
];

/** What the API is asked to do, as a fault can name it. */
export const GATEWAY_VERBS = ["confirm", "issue", "key_in", "cancel", "look", "list"] as const;
/** A verb of the API. */
export type GatewayVerb = (typeof GATEWAY_VERBS)[number];

/** Schema of what arms a fault. */
export const FaultInput = z.strictObject({
  /** An order id (our payment id), or the next n calls that it can meet. */
  match: z.union([z.string().min(1).max(64), z.strictObject({ next: z.int().min(1).max(1_000) })]),
  kind: z.enum(Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]]),
  value: z.union([z.int().min(0), z.string().max(20)]).optional(),
  /** The calls it meets. @default money moves: confirm, issue, key_in */
  on: z.array(z.enum(GATEWAY_VERBS)).optional(),
  /** How often it meets an order. @default once; webhooks: always */
  times: z.int().min(1).max(1_000).optional(),
});
/** A parsed `FaultInput`. */
export type FaultInput = z.infer<typeof FaultInput>;

/** An armed fault. */
export interface Fault {
  id: string;
  /** Null: whichever order comes next. */
  orderId: string | null;
  kind: FaultKind;
  value: number | string | null;
  on: readonly GatewayVerb[];
  /** How often it still acts; null: always. */
  left: number | null;
}

const ON: Record<Place, readonly GatewayVerb[]> = {
  call: ["confirm", "issue", "key_in"],
  confirm: ["confirm", "key_in"],
  cancel: ["cancel"],
  webhook: [],
  deposit: [],
};

/** Makes an armed fault of what was asked for. */
export function armed(input: FaultInput, id: string): Fault {
  const place = FAULT_KINDS[input.kind];
  const byOrder = typeof input.match === "string" ? input.match : null;
  const always = place === "webhook" && byOrder !== null && input.times === undefined;
  const next = typeof input.match === "string" ? 1 : input.match.next;
  return {
    id,
    orderId: byOrder,
    kind: input.kind,
    value: input.value ?? null,
    on: place === "call" ? (input.on ?? ON.call) : ON[place],
    left: always ? null : (input.times ?? next),
  };
}

/** Faults that meet one event, and what stays armed after it. */
export interface Met {
  met: Map<FaultKind, Fault>;
  left: Fault[];
}

/** Kinds that keep a call from being done: what else is planted waits for the next call. */
const STOPPING: ReadonlySet<FaultKind> = new Set(["timeout_before", "500_before", "429"]);

/** Finds the faults that meet a call. */
export function facing(faults: readonly Fault[], verb: GatewayVerb, orderId: string | null): Met {
  const isMet = (fault: Fault) =>
    fault.on.includes(verb) && (fault.orderId === null || fault.orderId === orderId);
  const stop = faults.find((fault) => STOPPING.has(fault.kind) && isMet(fault));
  return take(faults, orderId, (fault) =>
    stop ? fault === stop || (fault.kind === "slow" && isMet(fault)) : isMet(fault),
  );
}

/** Finds the faults that meet an order's webhooks, or its deposit. */
export function facingPlace(
  faults: readonly Fault[],
  place: "webhook" | "deposit",
  orderId: string,
): Met {
  return take(faults, orderId, (fault) => FAULT_KINDS[fault.kind] === place);
}

function take(
  faults: readonly Fault[],
  orderId: string | null,
  acts: (fault: Fault) => boolean,
): Met {
  const met: Met["met"] = new Map();
  const left = faults.flatMap((fault) => {
    const meets = fault.orderId === null || fault.orderId === orderId;
    if (!acts(fault) || !meets || met.has(fault.kind)) return [fault];
    met.set(fault.kind, fault);
    if (fault.left === null) return [fault];
    return fault.left > 1 ? [{ ...fault, left: fault.left - 1 }] : [];
  });
  return { met, left };
}

/** Gives a fault's value as a number. */
export function numberOf(fault: Fault | undefined, otherwise: number): number {
  const value = Number(fault?.value ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
}
