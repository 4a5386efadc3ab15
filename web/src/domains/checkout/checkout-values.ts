/** Turns the posted checkout form into an order, and what was typed into the price that is asked for. Pure. */
import type { KoreanAddressInput } from "@edgemart/contracts/address";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import { OrderInput, type QuoteInput } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import type { PostedForm } from "#forms/posted/form-request.ts";
import type { Typed } from "#session/flash.ts";

/** The fields of the form that are typed, as they follow each other; each is shown again when the form comes back. */
export const CHECKOUT_FIELDS = [
  "name",
  "phone",
  "email",
  "address",
  "recipient",
  "recipientPhone",
  "postcode",
  "line1",
  "line2",
  "memoChoice",
  "memo",
  "shippingMethod",
  "couponCode",
] as const;
/** A field of the form. */
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

/** Keys of what a courier is asked; `own` is the shopper's own words. */
export const MEMO_CHOICES = ["none", "door", "guard", "call", "own"] as const;
/** One of them. */
export type MemoChoice = (typeof MEMO_CHOICES)[number];

/** The address a shopper types here, in place of a saved one. */
export const NEW_ADDRESS = "new";

/** What was typed, to show it again. */
export function typedCheckout(form: PostedForm): Typed {
  return Object.fromEntries(CHECKOUT_FIELDS.map((name) => [name, form.text(name)]));
}

/** What the cart and the form decide of the price. */
export function quoteInput(
  lines: readonly CartLine[],
  typed: Readonly<Record<string, string>>,
  postcode: string,
): z.input<typeof QuoteInput> {
  const { shippingMethod, couponCode } = trimmed(typed);
  return {
    items: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    ...(/^\d{5}$/.test(postcode) && { postcode }),
    ...(shippingMethod && { shippingMethod }),
    ...(couponCode && { couponCode }),
  };
}

interface Ordered {
  lines: readonly CartLine[];
  /** The saved address that was chosen; null for one that is typed. */
  saved: z.input<typeof KoreanAddressInput> | null;
  /** The sentence for each choice of what the courier is asked, in the shopper's language. */
  memos: Readonly<Record<Exclude<MemoChoice, "none" | "own">, string>>;
  locale: Locale;
  currency: string;
}

/** Fields of the order's body → fields of the form that hold them. */
const FIELD_OF: Readonly<Record<string, CheckoutField>> = {
  "contact.name": "name",
  "contact.email": "email",
  "contact.phone": "phone",
  "shippingAddress.recipient": "recipient",
  "shippingAddress.phone": "recipientPhone",
  "shippingAddress.postcode": "postcode",
  "shippingAddress.line1": "line1",
  "shippingAddress.line2": "line2",
  memo: "memo",
  couponCode: "couponCode",
  shippingMethod: "shippingMethod",
};

const FROM_ORDERER: ReadonlySet<string> = new Set(["recipient", "recipientPhone"]);

/**
 * Makes the order's body.
 *
 * @returns the body · `validation_failed` naming each wrong field of the form as `missing` or `invalid`
 */
export function orderInput(
  form: PostedForm,
  { lines, saved, memos, locale, currency }: Ordered,
): Result<z.input<typeof OrderInput>> {
  const typed = trimmed(typedCheckout(form));
  const total = form.text("total");
  const body = {
    items: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    contact: { name: typed.name, email: typed.email, phone: typed.phone || null },
    shippingAddress: saved ?? {
      recipient: typed.recipient || typed.name,
      phone: typed.recipientPhone || typed.phone,
      country: "KR",
      postcode: typed.postcode,
      line1: typed.line1,
      line2: typed.line2 || null,
    },
    memo: memoOf(typed, memos),
    locale,
    ...(typed.shippingMethod && { shippingMethod: typed.shippingMethod }),
    ...(typed.couponCode && { couponCode: typed.couponCode }),
    ...(/^\d{1,15}$/.test(total) && {
      expectedTotal: { amountMinor: Number(total), currency },
    }),
  };
  const parsed = OrderInput.safeParse(body);
  const wrong = new Map<string, string>();
  // A courier has to be able to call; the contract leaves it to the shop.
  if (!typed.phone) wrong.set("phone", "missing");
  for (const path of parsed.success ? [] : deepest(parsed.error.issues)) {
    const field = FIELD_OF[path];
    // Left empty it is the orderer's, of whom the same was said.
    if (!field || (typed[field] === "" && FROM_ORDERER.has(field))) continue;
    wrong.set(field, typed[field] === "" ? "missing" : "invalid");
  }
  if (parsed.success && wrong.size === 0) return ok(body as z.input<typeof OrderInput>);
  // In the order of the form, as the list above it says them.
  const errors = CHECKOUT_FIELDS.flatMap((path) => {
    const code = wrong.get(path);
    return code ? [{ path, code, message: code }] : [];
  });
  return err("validation_failed", { errors });
}

type Issue = z.core.$ZodIssue;

/** The paths of what is wrong; of a union's branches the one that has the least wrong with it. */
function deepest(issues: readonly Issue[], above: readonly PropertyKey[] = []): string[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code !== "invalid_union") return [path.join(".")];
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    return deepest(nearest, path);
  });
}

function memoOf(typed: Record<CheckoutField, string>, memos: Ordered["memos"]): string {
  const choice = MEMO_CHOICES.find((each) => each === typed.memoChoice) ?? "own";
  if (choice === "none") return "";
  return choice === "own" ? typed.memo : memos[choice];
}

function trimmed(typed: Readonly<Record<string, string>>): Record<CheckoutField, string> {
  const pairs = CHECKOUT_FIELDS.map((name) => [name, (typed[name] ?? "").trim()]);
  // Guarantee of the cast: one pair for each field.
  return Object.fromEntries(pairs) as Record<CheckoutField, string>;
}
