/** What others like, where a page would otherwise end in nothing: an empty cart, a search without a hit. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchListing } from "#api/catalog.ts";
import { Section } from "#components/section.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import { listingPath, listingState } from "./listing-query.ts";
import { ProductGrid } from "./product-grid.tsx";

const COUNT = 4;

/** Shows nothing when the catalog does not answer: the page it is on has its own ways on. */
export async function PopularRail({ lang, messages }: { lang: Locale; messages: Messages }) {
  const popular = await fetchListing({ sort: "popularity" }, lang);
  if (!popular.ok || popular.value.items.length === 0) return null;
  const title = messages.home.popular;
  return (
    <Section
      id="popular"
      more={{
        href: listingPath(lang, listingState({ sort: "popularity" })),
        text: messages.home.more,
        label: fill(messages.home.moreOf, { name: title }),
      }}
      title={title}
    >
      <ProductGrid
        lang={lang}
        products={popular.value.items.slice(0, COUNT)}
        texts={messages.product}
      />
    </Section>
  );
}
