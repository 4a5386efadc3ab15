/** Asks catalog by RPC, through its circuit and with its deadline; sections that are alike for all are kept. */
import type { CallContext } from "@edgemart/contracts/call";
import type { CatalogRpc } from "@edgemart/contracts/catalog";
import { listingName } from "../core/listing-name.ts";
import type { Sections, Shop } from "../ports.ts";
import { ask } from "./ask.ts";

/** The rail of similar products comes last, and is worth no longer wait. */
const SIMILAR_MS_MAX = 800;

/** Makes the port. @param timeoutMs longest wait; the deadline of `call` wins when it is nearer */
export function rpcShop(
  { catalog, timeoutMs }: { catalog: CatalogRpc; timeoutMs: number },
  call: CallContext,
  { generation, section }: Sections,
): Shop {
  return {
    generation,
    home: (locale) =>
      section(`home ${locale}`, () =>
        ask("catalog", call, timeoutMs, () => catalog.home({ locale }, call)),
      ),
    listing: (locale, query) =>
      section(listingName(locale, query), () =>
        ask("catalog", call, timeoutMs, () => catalog.listing({ query, locale }, call)),
      ),
    product: (locale, slug) =>
      section(`product ${locale} ${slug}`, () =>
        ask("catalog", call, timeoutMs, () => catalog.product({ slug, locale }, call)),
      ),
    // A circuit of its own: rails that come late must not cost everyone the shop.
    similar: (locale, skus) =>
      ask("catalog similar", call, Math.min(timeoutMs, SIMILAR_MS_MAX), () =>
        catalog.similar({ skus, locale }, call),
      ),
  };
}
