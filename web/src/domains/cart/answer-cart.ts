/** `GET` and `POST /api/cart`: the cart as data for the islands, and posted forms answered with a page. */
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { fetchProduct } from "#api/catalog.ts";
import type { WebConfig } from "#env.ts";
import { type PostedForm, readForm, seeOther } from "#forms/posted/form-request.ts";
import { chosenVariant } from "../catalog/variant-choice.ts";
import { type CartWish, cartWish } from "./cart-form.ts";
import { cartNotice } from "./cart-notice.ts";
import { cartView } from "./cart-view.ts";
import { type CartProblem, cardsOf, changeCart, type PlainWish } from "./change-cart.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import type { CartView } from "./shown-cart.ts";

/** What `/api/cart` answers scripts. */
export interface CartAnswer {
  cart: CartView;
  problem: CartProblem | null;
}

/** The cart of whoever asks. */
export async function answerCart(request: Request, config: WebConfig): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("lang");
  const lang = LOCALES.find((locale) => locale === wanted) ?? DEFAULT_LOCALE;
  const held = await holdCart(request.headers.get("cookie"), config, null);
  const cards = await cardsOf(skusOf(held), lang);
  return asData(held, cards, null, lang, config);
}

/** Changes it; a script gets the new cart, a form without script 303 to the page that shows what became of it. */
export async function postCart(request: Request, config: WebConfig): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
  const { form } = read;
  const isScript = request.headers.get("x-bff") === "1";
  const wish = cartWish(form);
  if (!wish) return refuse(request);
  if (wish.kind === "wrong_quantity") {
    const page = wish.slug ? `products/${wish.slug}?notice=quantity#buy` : "cart?notice=quantity";
    return isScript ? refuse(request) : seeOther(`/${form.lang}/${page}`, []);
  }
  const plain = await plainWish(wish, form);
  if ("page" in plain) return isScript ? refuse(request) : seeOther(plain.page, []);
  const cookies = request.headers.get("cookie");
  const changed = await changeCart(plain.wish, cookies, form.lang, config);
  const { held, problem, cards } = changed;
  if (isScript) return asData(held, cards, problem, form.lang, config);
  const query = cartNotice(changed, wish.kind === "add");
  return seeOther(`/${form.lang}/cart${query}`, held.cookie ? [held.cookie] : []);
}

/** A product's form without script names options and not a SKU: what they mean, or the page to choose again on. */
async function plainWish(
  wish: CartWish,
  form: PostedForm,
): Promise<{ wish: PlainWish } | { page: string }> {
  if (wish.kind !== "add") return { wish };
  const { what, quantity } = wish;
  if ("sku" in what) return { wish: { kind: "add", sku: what.sku, quantity } };
  const screen = await fetchProduct(what.slug, form.lang);
  if (!screen.ok) return { page: `/${form.lang}/products/${what.slug}` };
  const { product } = screen.value;
  const variant = chosenVariant(
    product,
    product.options.map(({ key }) => form.text(`o.${key}`)),
  );
  if (variant) return { wish: { kind: "add", sku: variant.sku, quantity } };
  return { page: `/${form.lang}/products/${what.slug}?notice=choose#buy` };
}

function asData(
  held: HeldCart,
  cards: Parameters<typeof cartView>[1],
  problem: CartProblem | null,
  lang: Locale,
  config: WebConfig,
): Response {
  const cart = cartView(held, cards, lang, config.NEXT_PUBLIC_CDN_DOMAIN);
  const body: CartAnswer = { cart, problem };
  const headers = new Headers({ "cache-control": "no-store", vary: "cookie" });
  if (held.cookie) headers.append("set-cookie", held.cookie);
  return Response.json(body, { headers });
}

function skusOf({ lines }: HeldCart): string[] {
  return lines.map(({ sku }) => sku);
}

function refuse(request: Request): Response {
  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const instance = new URL(request.url).pathname;
  return problemResponse({ code: "validation_failed" }, { requestId, instance });
}
