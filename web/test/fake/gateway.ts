/** A gateway that answers by the contracts from memory: for developing and testing the storefront alone. */
import type { Cart } from "@edgemart/contracts/cart";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { card, categories, products } from "./shop.ts";

/** The gateway in memory, with what it was asked and a switch for what goes wrong. */
export interface FakeGateway {
  fetch(url: string | Request, init?: RequestInit): Promise<Response>;
  /** Every call it got, without bodies. */
  calls: { method: string; path: string; headers: Record<string, string> }[];
  /** What goes wrong at present. */
  mode: "well" | "degraded" | "away" | "member-away" | "catalog-away";
}

const KEY = "fake-service-key-0123456789";
/** Credential that this gateway takes from the storefront. */
export const FAKE_SERVICE_KEY = KEY;
const MEMBER = {
  id: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
  email: "mina@example.com",
  name: "민아",
  role: "member" as const,
  emailVerified: true,
};

/** @param now epoch milliseconds */
export function fakeGateway(now: () => number = Date.now): FakeGateway {
  const refreshes = new Map<string, boolean>();
  let count = 0;
  const tokens = (name = MEMBER.name) => {
    count += 1;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const exp = Math.floor(now() / 1000) + 300;
    const refreshToken = `r1.${count}`;
    refreshes.set(refreshToken, true);
    return {
      accessToken: `${part({ alg: "EdDSA" })}.${part({ sub: MEMBER.id, name, exp, count })}.c2ln`,
      tokenType: "Bearer",
      expiresIn: 300,
      refreshToken,
      refreshExpiresIn: 1_209_600,
      session: { id: "ses_01k9z3v5e8f0r9t2m4w6y8a1bc" },
      member: { ...MEMBER, name },
    };
  };
  const gateway: FakeGateway = {
    calls: [],
    mode: "well",
    async fetch(input, init) {
      const request = new Request(input, init);
      const url = new URL(request.url);
      const headers = Object.fromEntries(request.headers);
      gateway.calls.push({ method: request.method, path: url.pathname + url.search, headers });
      if (gateway.mode === "away") return problem("temporarily_unavailable", url);
      const lang = url.searchParams.get("lang") === "en" ? "en" : "ko";
      const service = /^\/api\/(members|auth)/.test(url.pathname) ? "member-away" : "catalog-away";
      if (gateway.mode === service && !url.pathname.startsWith("/api/auth/")) {
        return problem("temporarily_unavailable", url);
      }
      if (url.pathname.startsWith("/api/auth/")) return auth(request, url);
      if (url.pathname === "/api/members/me/cart") return memberCart(request, url);
      if (url.pathname === "/api/screens/generation") return Response.json({ catalog: "1" });
      if (url.pathname === "/api/variants") return Response.json(variants(url, lang));
      if (url.pathname === "/api/search/suggest") return Response.json(suggest(url, lang));
      if (url.pathname === "/api/product-index") return Response.json(index());
      if (url.pathname === "/api/members/me") return me(request, url);
      if (url.pathname === "/api/home") {
        const isMember = request.headers.has("authorization");
        return Response.json(home(lang, gateway.mode, isMember ? cart : null));
      }
      if (url.pathname === "/api/categories") return Response.json({ items: categories(lang) });
      if (url.pathname === "/api/products") return Response.json(listing(url, lang));
      const slug = /^\/api\/screens\/product\/([^/]+)$/.exec(url.pathname)?.[1];
      const all = products(lang);
      const found = all.find((item) => item.slug === slug);
      if (!found) return problem("not_found", url);
      const related = all.filter(
        (item) => item !== found && item.category.slug === found.category.slug,
      );
      return Response.json({
        locale: lang,
        product: found,
        related: [...related, ...all].slice(0, 4).map(card),
        degraded: [],
      });
    },
  };

  async function auth(request: Request, url: URL): Promise<Response> {
    if (request.headers.get("authorization") !== `Basic ${KEY}`)
      return problem("service_auth_required", url);
    const body = (await request.json()) as Record<string, string>;
    switch (url.pathname) {
      case "/api/auth/login":
        if (body.email === "busy@example.com")
          return problem("rate_limited", url, { retryAfterSeconds: 32 });
        return body.password === "correct horse"
          ? Response.json({ ...tokens(), deviceToken: null })
          : problem("invalid_credentials", url);
      case "/api/auth/register":
        if (body.email === MEMBER.email) return problem("email_taken", url);
        if (body.password === "password") return problem("password_too_common", url);
        return Response.json(
          { member: { ...MEMBER, name: body.name }, tokens: tokens(body.name) },
          { status: 201 },
        );
      case "/api/auth/refresh": {
        const known = refreshes.get(body.refreshToken ?? "");
        return known ? Response.json(tokens()) : problem("refresh_invalid", url);
      }
      case "/api/auth/logout":
        refreshes.delete(body.refreshToken ?? "");
        return new Response(null, { status: 204 });
      default:
        return problem("not_found", url);
    }
  }

  /** One member, one cart. */
  let cart: Cart = { items: [], version: 1, updatedAt: null };
  async function memberCart(request: Request, url: URL): Promise<Response> {
    if (!request.headers.get("authorization")) return problem("token_missing", url);
    if (request.method === "PUT") {
      const { items } = (await request.json()) as Pick<Cart, "items">;
      if (request.headers.get("if-match") !== `"${cart.version}"`) {
        return problem("precondition_failed", url);
      }
      cart = { items, version: cart.version + 1, updatedAt: "2026-11-01T00:00:00.000Z" };
    }
    return Response.json(cart);
  }

  function me(request: Request, url: URL): Response {
    const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
    const claims =
      token && JSON.parse(Buffer.from(token.split(".")[1] ?? "e30", "base64url").toString());
    if (!claims?.exp || claims.exp * 1000 < now()) return problem("token_expired", url);
    const time = "2026-10-01T00:00:00.000Z";
    return Response.json({
      ...MEMBER,
      name: claims.name,
      status: "active",
      locale: "ko",
      version: 1,
      createdAt: time,
      updatedAt: time,
    });
  }
  return gateway;
}

/** @param cart of the member who asks; null for a guest */
function home(lang: "ko" | "en", mode: FakeGateway["mode"], cart: Cart | null) {
  if (mode === "degraded") {
    return {
      locale: lang,
      hero: null,
      featured: [],
      newest: [],
      popular: [],
      categories: [],
      member: null,
      personal: null,
      degraded: ["catalog"],
    };
  }
  const all = products(lang).map(card);
  const pick = (step: number, from: number, size: number) =>
    Array.from({ length: size }, (_, index) => all[(from + index * step) % all.length]).filter(
      (item) => item !== undefined,
    );
  return {
    locale: lang,
    hero: all[0] ?? null,
    featured: pick(5, 12, 8),
    newest: pick(7, 3, 8),
    popular: pick(3, 1, 10),
    categories: categories(lang),
    member: cart && { name: MEMBER.name, memberSince: "2026-10-01T00:00:00.000Z" },
    personal: cart && cart.items.length > 0 ? { basis: "cart", items: pick(2, 4, 6) } : null,
    degraded: [],
  };
}

function listing(url: URL, lang: "ko" | "en") {
  const { q, category, sort, page: wanted } = Object.fromEntries(url.searchParams);
  const found = products(lang)
    .filter((item) => !category || item.category.slug === category)
    .filter((item) => !q || `${item.title} ${item.brand}`.toLowerCase().includes(q.toLowerCase()))
    .map(card);
  if (sort === "price") found.sort((a, b) => a.price.amountMinor - b.price.amountMinor);
  if (sort === "-price") found.sort((a, b) => b.price.amountMinor - a.price.amountMinor);
  const page = Number(wanted ?? 1);
  const size = 24;
  return {
    items: found.slice((page - 1) * size, page * size),
    page,
    pageCount: Math.ceil(found.length / size),
    total: found.length,
    facets: [],
    priceRange: null,
    sort: sort ?? (q ? "relevance" : "popularity"),
  };
}

function variants(url: URL, lang: "ko" | "en") {
  const skus = (url.searchParams.get("sku") ?? "").split(",");
  const cards: VariantCard[] = products(lang).flatMap((product) =>
    product.variants.map(({ sku, price, compareAtPrice, stock, availableMax }) => ({
      ...{ sku, price, compareAtPrice, stock, availableMax, options: [], isSold: true },
      ...{ slug: product.slug, title: product.title, brand: product.brand },
      picture: product.picture,
    })),
  );
  return { items: skus.flatMap((sku) => cards.find((card) => card.sku === sku) ?? []) };
}

function suggest(url: URL, lang: "ko" | "en") {
  const q = (url.searchParams.get("q") ?? "").toLowerCase();
  const found = products(lang).filter(({ title }) => title.toLowerCase().includes(q));
  return {
    products: found.slice(0, 6).map(({ slug, title, picture }) => ({ slug, title, picture })),
    categories: [],
  };
}

function index() {
  const items = products("ko").map(({ slug, updatedAt }) => ({ slug, updatedAt }));
  return { items, page: 1, pageCount: 1, total: items.length };
}

function problem(code: ErrorCode, url: URL, more: { retryAfterSeconds?: number } = {}): Response {
  return problemResponse({ code, ...more }, { requestId: "fake-request", instance: url.pathname });
}
