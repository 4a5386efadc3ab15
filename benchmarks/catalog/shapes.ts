/** The questions shoppers ask of a listing, one of each kind, over the scaled demo catalog. */

export interface Shape {
  name: string;
  query: string;
}

export const SHAPES: readonly Shape[] = [
  { name: "everything, popular first", query: "" },
  { name: "everything, newest first", query: "sort=newest" },
  { name: "everything, cheapest first", query: "sort=price" },
  { name: "everything, dearest first", query: "sort=-price" },
  { name: "everything, page 100", query: "page=100" },
  { name: "a category", query: "category=tableware" },
  { name: "a category, cheapest first, page 100", query: "category=tableware&sort=price&page=100" },
  { name: "brand and price", query: "brand=onda&price=20000-60000" },
  { name: "two brands, newest first", query: "brand=onda,dalgrim&sort=newest" },
  { name: "price, nearly everything", query: "price=5000-500000" },
  { name: "price, page 100", query: "price=10000-80000&sort=price&page=100" },
  { name: "one attribute", query: "attr.material=porcelain" },
  { name: "attributes, stock, category", query: "category=kitchen&attr.material=wood&stock=in" },
  {
    name: "all filters",
    query:
      "category=tableware&brand=onda&price=10000-90000&stock=in&attr.material=porcelain&attr.colour=white",
  },
  { name: "a filter that nothing passes", query: "category=stationery&attr.material=porcelain" },
  { name: "a rare word (Korean)", query: "q=달마지" },
  { name: "a word (Korean)", query: "q=머그" },
  { name: "a word in a twentieth of the shop (Korean)", query: "q=새벽" },
  { name: "a word of every description (Korean)", query: "q=물건입니다" },
  { name: "the same, cheapest first", query: "q=물건입니다&sort=price" },
  { name: "the same and filters", query: "q=물건입니다&category=tableware&brand=onda" },
  { name: "the same, page 100", query: "q=물건입니다&page=100" },
  { name: "two words (Korean)", query: "q=새벽 머그" },
  { name: "a word (English)", query: "q=kettle" },
  { name: "a word and filters", query: "q=새벽&category=tableware&stock=in&sort=price" },
  { name: "a typo (Korean)", query: "q=주전저" },
  { name: "a typo (English)", query: "q=ketlle" },
  { name: "two letters exchanged", query: "q=ekttle" },
  { name: "two syllables exchanged (Korean)", query: "q=그머" },
  { name: "a word with its particle (Korean)", query: "q=주전자를" },
  { name: "a word, page 20", query: "q=새벽&page=20" },
];

/** What is in the search field while someone types. */
export const TYPED: readonly string[] = [
  "ㅁ",
  "머",
  "머그",
  "텀브",
  "새벽",
  "새벽 머",
  "k",
  "ke",
  "kettle",
  "ketlle",
  "주전저",
  "그머",
];
