/** One product, for administrators. */
import { ProductId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminProduct } from "#api/catalog-admin.ts";
import { fetchAdminCategories, fetchAttributes, fetchBrands } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { ProductEditor } from "#domains/admin/products/product-editor.tsx";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.product.title);

export default async function EditProduct({ params }: PageProps) {
  const { lang, id } = await params;
  if (!ProductId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/products/${id}`,
    forms: ["product", "media", "options"],
    async render(visit, messages) {
      const [product, categories, brands, attributes] = await Promise.all([
        fetchAdminProduct(visit.token, id),
        fetchAdminCategories(visit.token),
        fetchBrands(visit.token),
        fetchAttributes(visit.token),
      ]);
      if (!product.ok && product.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!product.ok || !categories.ok || !brands.ok || !attributes.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="products"
          title={inLang(product.value.title, lang)}
        >
          <ProductEditor
            {...{ lang, messages, visit }}
            attributes={attributes.value.items}
            brands={brands.value.items}
            categories={categories.value.items}
            product={product.value}
          />
        </AdminFrame>
      );
    },
  });
}
