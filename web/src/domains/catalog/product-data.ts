/** A product as search engines read it. Pure. @see https://schema.org/Product */
import type { Product } from "@edgemart/contracts/catalog";
import { picturePath } from "@edgemart/contracts/images";
import { MINOR_DIGITS, type Money } from "@edgemart/contracts/money";

interface Place {
  /** Origin of the shop. */
  shop: string;
  /** Origin of the image CDN. */
  cdn: string;
  lang: string;
}

/** Makes the structured data of a product (schema.org `Product`). */
export function productData(product: Product, { shop, cdn, lang }: Place): object {
  const url = `${shop}/${lang}/products/${product.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.description,
    brand: { "@type": "Brand", name: product.brand },
    category: product.category.name,
    sku: product.variants[0]?.sku,
    image: product.pictures
      .slice(0, 6)
      .map(({ id }) => cdn + picturePath(id, { w: 1280, h: 1280, fit: "cover" })),
    offers: product.variants.map((variant) => ({
      "@type": "Offer",
      url,
      sku: variant.sku,
      price: decimal(variant.price),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${variant.stock === "sold_out" ? "OutOfStock" : "InStock"}`,
    })),
  };
}

/** Makes the structured data of a breadcrumb (schema.org `BreadcrumbList`). */
export function breadcrumbData(crumbs: { name: string; path: string }[], shop: string): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map((crumb, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: crumb.name,
      item: shop + crumb.path,
    })),
  };
}

/** The shop itself, with the address of its search. */
export function shopData(shop: string, lang: string, name: string): object {
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    name,
    url: `${shop}/${lang}`,
    inLanguage: lang,
    potentialAction: {
      "@type": "SearchAction",
      target: { "@type": "EntryPoint", urlTemplate: `${shop}/${lang}/products?q={q}` },
      "query-input": "required name=q",
    },
  };
}

/** Integer arithmetic: no rounding on the way to text. */
function decimal(money: Money): string {
  const digits = MINOR_DIGITS[money.currency];
  const text = String(money.amountMinor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
