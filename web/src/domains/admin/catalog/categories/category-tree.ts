/** Categories as the tree they are. Pure. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";

/** A category and how deep it is in the tree; 0 at the top. */
export interface Branch {
  category: AdminCategory;
  /** 0 at the top. */
  depth: number;
}

/** Every category once, each below its parent; siblings in the order given. One whose parent is not there is at the top. */
export function treeOf(categories: readonly AdminCategory[]): Branch[] {
  const known = new Set(categories.map(({ slug }) => slug));
  const below = (parent: string | null, depth: number): Branch[] =>
    categories
      .filter((each) => (known.has(each.parent ?? "") ? each.parent : null) === parent)
      .flatMap((category) => [{ category, depth }, ...below(category.slug, depth + 1)]);
  return below(null, 0);
}

/** Where a category may be placed: everywhere but in itself and below. @param slug null for a new one */
export function parentsFor(categories: readonly AdminCategory[], slug: string | null): Branch[] {
  const tree = treeOf(categories);
  const from = tree.findIndex(({ category }) => category.slug === slug);
  const own = tree[from];
  if (!own) return tree;
  const next = tree.findIndex(({ depth }, at) => at > from && depth <= own.depth);
  return [...tree.slice(0, from), ...(next === -1 ? [] : tree.slice(next))];
}
