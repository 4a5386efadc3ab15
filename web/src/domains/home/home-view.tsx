/** The home screen, the same for everyone. A missing part is said once, calmly. */
import type { HomeScreen } from "@edgemart/contracts/bff";
import { Notice } from "#components/notice.tsx";
import { PageSignal } from "#components/page-signal.tsx";
import { Section } from "#components/section.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import { ProductGrid } from "../catalog/product-grid.tsx";
import { CategoryTiles } from "./category-tiles.tsx";
import styles from "./for-you.module.css";
import { ForYou } from "./for-you.tsx";
import { Hero } from "./hero.tsx";
import { Ranking } from "./ranking.tsx";

/** Draws the home page; a rail that could not be asked for is left out. */
export function HomeView({ screen, messages }: { screen: HomeScreen; messages: Messages }) {
  const { home, product: texts } = messages;
  const lang = screen.locale;
  const more = (title: string, query: string) => ({
    href: `/${lang}/products${query}`,
    text: home.more,
    label: fill(home.moreOf, { name: title }),
  });
  return (
    <>
      <Hero lang={lang} messages={messages} product={screen.hero} />
      {screen.degraded.length > 0 && <PageSignal kind="partial" />}
      {screen.degraded.includes("catalog") && <Notice {...messages.degraded} />}
      {screen.featured.length > 0 && (
        <Section id="featured" note={home.featuredNote} title={home.featured}>
          <ProductGrid lang={lang} products={screen.featured.slice(0, 8)} texts={texts} />
        </Section>
      )}
      <div className={styles.slot}>
        <Section id="for-you" note={home.forYouNote} title={home.forYou}>
          <ForYou
            labels={{
              discount: texts.discount,
              listPrice: texts.listPrice,
              salePrice: texts.salePrice,
            }}
            lang={lang}
            texts={{ forYouCart: home.forYouCart, forYouNone: home.forYouNone }}
          />
        </Section>
      </div>
      {screen.categories.length > 0 && (
        <Section id="categories" note={home.categoriesNote} title={home.categories}>
          <CategoryTiles categories={screen.categories} lang={lang} texts={texts} />
        </Section>
      )}
      {screen.popular.length > 0 && (
        <Section
          id="popular"
          more={more(home.popular, "?sort=popularity")}
          note={home.popularNote}
          title={home.popular}
        >
          <Ranking lang={lang} products={screen.popular} texts={texts} />
        </Section>
      )}
      {screen.newest.length > 0 && (
        <Section
          id="newest"
          more={more(home.newest, "?sort=newest")}
          note={home.newestNote}
          title={home.newest}
        >
          <ProductGrid lang={lang} products={screen.newest.slice(0, 8)} texts={texts} />
        </Section>
      )}
    </>
  );
}
