/** `GET` and `POST /api/cart`: the cart as data for the islands, and posted forms answered with a page. */
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import type { WebConfig } from "#env.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import type { CartChange, CartProblem } from "./cart-change.ts";
import { cartChange } from "./cart-form.ts";
import { cartNotice } from "./cart-notice.ts";
import { cartView } from "./cart-view.ts";
import { cardsOf, changeCart } from "./change-cart.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import type { HeldOf } from "./own-held.ts";
import type { CartView } from "./shown-cart.ts";

/** What `/api/cart` answers scripts. */
export interface CartAnswer {
  cart: CartView;
  problem: CartProblem | null;
}

/** Answers a script with the cart of the browser that asks. */
export async function answerCart(
  request: Request,
  config: WebConfig,
  heldBy: HeldBy,
): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("lang");
  const lang = LOCALES.find((locale) => locale === wanted) ?? DEFAULT_LOCALE;
  const cookies = request.headers.get("cookie");
  const held = await holdCart(cookies, config);
  const cards = await cardsOf(held.lines, lang, heldBy(cookies, config));
  return asData(held, cards, lang, config);
}

/** Makes the question for what the own unpaid order of a browser holds. */
export type HeldBy = (cookies: string | null, config: WebConfig) => HeldOf;

/** Finds the SKU that a product's form without script means, or the page to choose again on. */
export type SkuOf = (
  slug: string,
  lang: Locale,
  chosenOf: (option: string) => string,
) => Promise<{ sku: string } | { page: string }>;

/** Changes the cart; a script gets the new cart, a form without script 303 to the page that shows what became of it. */
export async function postCart(
  request: Request,
  config: WebConfig,
  skuOf: SkuOf,
  heldBy: HeldBy,
): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
  const { form } = read;
  const isScript = request.headers.get("x-bff") === "1";
  const asked = cartChange(form);
  if (!asked) return refuse(request);
  const again = (page: string) =>
    isScript ? refuse(request) : seeOther(`/${form.lang}${page}`, []);
  if (asked.kind === "wrong_quantity") return again(asked.page);
  let change: CartChange;
  if (asked.kind === "choose") {
    const chosen = await skuOf(asked.slug, form.lang, (option) => form.text(`o.${option}`));
    if ("page" in chosen) return again(chosen.page);
    change = { kind: "add", sku: chosen.sku, quantity: asked.quantity };
  } else change = asked;
  const cookies = request.headers.get("cookie");
  const { held, cards } = await changeCart(
    ...([change, cookies, form.lang, config, heldBy(cookies, config)] as const),
  );
  if (isScript) return asData(held, cards, form.lang, config);
  const query = cartNotice(held, change.kind === "add");
  return seeOther(`/${form.lang}/cart${query}`, held.cookie ? [held.cookie] : []);
}

function asData(
  held: HeldCart,
  cards: Parameters<typeof cartView>[1],
  lang: Locale,
  config: WebConfig,
): Response {
  const cart = cartView(held, cards, lang, config.NEXT_PUBLIC_CDN_DOMAIN);
  const body: CartAnswer = { cart, problem: held.problem };
  const headers = new Headers({ "cache-control": "no-store", vary: "cookie" });
  if (held.cookie) headers.append("set-cookie", held.cookie);
  return Response.json(body, { headers });
}

function refuse(request: Request): Response {
  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const instance = new URL(request.url).pathname;
  return problemResponse({ code: "validation_failed" }, { requestId, instance });
}
