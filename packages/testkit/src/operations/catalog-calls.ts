/** Valid calls of the catalog, its administration, screens and media. */

import type { ProductListing } from "@edgemart/contracts/catalog";
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type {
  AdminAttribute,
  AdminBrand,
  AdminCollection,
} from "@edgemart/contracts/catalog-structure";
import type { AdminSynonym } from "@edgemart/contracts/catalog-synonyms";
import type { StoredMedia } from "@edgemart/contracts/images";
import sharp from "sharp";
import { api } from "../system.ts";
import { type BuildCall, freshName, ifMatch, type OperationCall, type Setup } from "./setup.ts";

const BASE = "/api/admin/catalog";
const TEXT = { ko: "시험", en: "Test" };

async function listed(setup: Setup) {
  const [card] = (await setup.ask<ProductListing>("/api/products?lang=en")).items;
  if (!card) throw new Error("the shop has no product");
  return setup.ask<AdminProduct>(`${BASE}/products/${card.id}`);
}

async function productFields(setup: Setup) {
  const { brand, category } = await listed(setup);
  return { slug: freshName(), title: TEXT, brand, category };
}

async function made(setup: Setup): Promise<AdminProduct> {
  return setup.ask<AdminProduct>(`${BASE}/products`, { json: await productFields(setup) });
}

const variantFields = () => ({
  sku: freshName(),
  optionValues: [],
  price: { amountMinor: 12_000, currency: "KRW" },
});

/** A product with one variant that has no stock. */
async function madeWithVariant(setup: Setup) {
  const { id, version } = await made(setup);
  const key = crypto.randomUUID();
  const answer = await api(`${BASE}/products/${id}/variants`, {
    token: await setup.admin(),
    json: { variant: variantFields() },
    headers: { "idempotency-key": key, ...ifMatch({ version }) },
  });
  const product = (await answer.json()) as AdminProduct;
  const [variant] = product.variants;
  if (!variant) throw new Error(`adding a variant answered ${answer.status}`);
  return { product, variant };
}

const category = (setup: Setup) =>
  setup.ask<AdminCategory>(`${BASE}/categories`, { json: { slug: freshName(), name: TEXT } });
const brand = (setup: Setup) =>
  setup.ask<AdminBrand>(`${BASE}/brands`, { json: { slug: freshName(), name: TEXT } });
const attribute = (setup: Setup) =>
  setup.ask<AdminAttribute>(`${BASE}/attributes`, { json: { key: freshName(), name: TEXT } });
const collection = (setup: Setup) =>
  setup.ask<AdminCollection>(`${BASE}/collections`, { json: { slug: freshName(), title: TEXT } });
/** Synonyms are letters and digits alone. */
const freshWord = () => freshName().replaceAll("-", "");
const synonymFields = () => ({ words: [freshWord(), freshWord()] });
const synonym = (setup: Setup) =>
  setup.ask<AdminSynonym>(`${BASE}/synonyms`, { json: synonymFields() });

/** A picture that no one has stored before. */
async function picture(): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = crypto.getRandomValues(new Uint8Array(40 * 30 * 3));
  const raw = { width: 40, height: 30, channels: 3 } as const;
  return new Uint8Array(await sharp(pixels, { raw }).jpeg().toBuffer());
}

async function storedPicture(setup: Setup): Promise<StoredMedia> {
  const answer = await api("/api/media", {
    method: "POST",
    token: await setup.admin(),
    headers: { "content-type": "image/jpeg" },
    body: await picture(),
  });
  return (await answer.json()) as StoredMedia;
}

/** A change of what was just made, on its version. */
const changeOf =
  <T extends { version: number }>(
    make: (setup: Setup) => Promise<T>,
    paramsOf: (thing: T) => Record<string, string>,
    json?: unknown,
  ): BuildCall =>
  async (setup): Promise<OperationCall> => {
    const thing = await make(setup);
    return { params: paramsOf(thing), headers: ifMatch(thing), json };
  };

const byId = ({ id }: { id: string }) => ({ id });
const bySlug = ({ slug }: { slug: string }) => ({ slug });
const byKey = ({ key }: { key: string }) => ({ key });

export const CATALOG_CALLS: Record<string, BuildCall> = {
  getHomeScreen: async () => ({ query: { lang: "en" } }),
  getListingScreen: async () => ({ query: { lang: "en" } }),
  getProductScreen: async (setup) => ({ params: bySlug(await listed(setup)) }),
  listProducts: async () => ({ query: { lang: "en", stock: "in", sort: "price", page: "1" } }),
  getProduct: async (setup) => ({ params: bySlug(await listed(setup)), query: { lang: "en" } }),
  listProductFeed: async () => ({ query: { limit: "2" } }),
  suggest: async () => ({ query: { q: "mug", lang: "en" } }),
  listVariants: async (setup) => {
    const { variants } = await listed(setup);
    return {
      query: {
        sku: variants
          .map(({ sku }) => sku)
          .slice(0, 3)
          .join(","),
      },
    };
  },

  adminListProducts: async () => ({ query: { limit: "2", status: "active" } }),
  adminCreateProduct: async (setup) => ({ json: await productFields(setup) }),
  adminGetProduct: async (setup) => ({ params: byId(await listed(setup)) }),
  adminChangeProduct: changeOf(made, byId, { popularity: 7 }),
  adminReplaceProductMedia: async (setup) => {
    const [thing, stored] = [await made(setup), await storedPicture(setup)];
    const { id, width, height, thumbhash } = stored;
    const media = [{ id, width, height, thumbhash, alt: TEXT }];
    return { params: byId(thing), headers: ifMatch(thing), json: { media } };
  },
  adminAddVariant: async (setup) => {
    const thing = await made(setup);
    const json = { variant: variantFields(), initialStock: 3 };
    return { params: byId(thing), headers: ifMatch(thing), json };
  },
  adminAddVariants: async (setup) => {
    const thing = await made(setup);
    const json = { variants: [{ variant: variantFields(), initialStock: 3 }] };
    return { params: byId(thing), headers: ifMatch(thing), json };
  },
  adminReplaceVariant: async (setup) => {
    const { product, variant } = await madeWithVariant(setup);
    const params = { id: product.id, variantId: variant.id };
    return { params, headers: ifMatch(product), json: { ...variantFields(), sku: variant.sku } };
  },
  adminRemoveVariant: async (setup) => {
    const { product, variant } = await madeWithVariant(setup);
    return { params: { id: product.id, variantId: variant.id }, headers: ifMatch(product) };
  },
  adminGetStock: async (setup) => {
    const { variant } = await madeWithVariant(setup);
    return { params: { sku: variant.sku } };
  },
  adminMoveStock: async (setup) => {
    const { variant } = await madeWithVariant(setup);
    return { params: { sku: variant.sku }, json: { delta: 2, reason: "received" } };
  },
  adminCreateCategory: async () => ({ json: { slug: freshName(), name: TEXT } }),
  adminChangeCategory: changeOf(category, byId, { position: 3 }),
  adminRemoveCategory: changeOf(category, byId),
  adminListCatalogueChanges: async () => ({ query: { limit: "2" } }),
  adminCreateBrand: async () => ({ json: { slug: freshName(), name: TEXT } }),
  adminChangeBrand: changeOf(brand, bySlug, { name: TEXT }),
  adminRemoveBrand: changeOf(brand, bySlug),
  adminCreateAttribute: async () => ({ json: { key: freshName(), name: TEXT } }),
  adminChangeAttribute: changeOf(attribute, byKey, { position: 3 }),
  adminRemoveAttribute: changeOf(attribute, byKey),
  adminCreateCollection: async () => ({ json: { slug: freshName(), title: TEXT } }),
  adminGetCollection: async (setup) => ({ params: byId(await collection(setup)) }),
  adminChangeCollection: changeOf(collection, byId, { products: [] }),
  adminRemoveCollection: changeOf(collection, byId),
  adminCreateSynonym: async () => ({ json: synonymFields() }),
  adminChangeSynonym: changeOf(synonym, byId, { oneWay: true }),
  adminRemoveSynonym: changeOf(synonym, byId),

  storeMedia: async () => ({ bytes: await picture(), headers: { "content-type": "image/jpeg" } }),
  purgeDerivatives: async (setup) => ({ params: { sha256: (await storedPicture(setup)).id } }),
};
