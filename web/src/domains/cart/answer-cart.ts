/** `GET` and `POST /api/cart`: the cart as data for the islands, and posted forms answered with a page. */
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { fetchProduct } from "#api/catalog.ts";
import type { WebConfig } from "#env.ts";
import { type PostedForm, readForm, seeOther } from "#forms/posted/form-request.ts";
import type { CartChange, CartProblem } from "./cart-change.ts";
import { type Choice, cartChange } from "./cart-form.ts";
import { cartNotice } from "./cart-notice.ts";
import { cartView } from "./cart-view.ts";
import { cardsOf, changeCart } from "./change-cart.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import type { CartView } from "./shown-cart.ts";
import { chosenVariant } from "./variant-choice.ts";

/** What `/api/cart` answers scripts. */
export interface CartAnswer {
  cart: CartView;
  problem: CartProblem | null;
}

/** The cart of whoever asks. */
export async function answerCart(request: Request, config: WebConfig): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("lang");
  const lang = LOCALES.find((locale) => locale === wanted) ?? DEFAULT_LOCALE;
  const held = await holdCart(request.headers.get("cookie"), config);
  const cards = await cardsOf(
    held.lines.map(({ sku }) => sku),
    lang,
  );
  return asData(held, cards, lang, config);
}

/** Changes it; a script gets the new cart, a form without script 303 to the page that shows what became of it. */
export async function postCart(request: Request, config: WebConfig): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
  const { form } = read;
  const isScript = request.headers.get("x-bff") === "1";
  const asked = cartChange(form);
  if (!asked) return refuse(request);
  const meant = asked.kind === "choose" ? await chosen(asked, form) : asked;
  if (meant.kind === "wrong_quantity" || meant.kind === "choose_again") {
    return isScript ? refuse(request) : seeOther(`/${form.lang}${meant.page}`, []);
  }
  const { held, cards } = await changeCart(meant, request.headers.get("cookie"), form.lang, config);
  if (isScript) return asData(held, cards, form.lang, config);
  const query = cartNotice(held, meant.kind === "add");
  return seeOther(`/${form.lang}/cart${query}`, held.cookie ? [held.cookie] : []);
}

/** A product's form without script names options and not a SKU: what they mean, or the page to choose again on. */
async function chosen(
  { slug, quantity }: Choice,
  form: PostedForm,
): Promise<CartChange | { kind: "choose_again"; page: string }> {
  const screen = await fetchProduct(slug, form.lang);
  if (!screen.ok) return { kind: "choose_again", page: `/products/${slug}` };
  const { product } = screen.value;
  const values = product.options.map(({ key }) => form.text(`o.${key}`));
  const variant = chosenVariant(product, values);
  if (variant) return { kind: "add", sku: variant.sku, quantity };
  return { kind: "choose_again", page: `/products/${slug}?notice=choose#buy` };
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
