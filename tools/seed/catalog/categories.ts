/** The eight categories and what is in each; pure data. */
import type { SeedCategory } from "../types.ts";
import { bodyScent } from "./body-scent.ts";
import type { Item } from "./item.ts";
import { kitchen } from "./kitchen.ts";
import { lightingHome } from "./lighting-home.ts";
import { outdoorPicnic } from "./outdoor-picnic.ts";
import { stationery } from "./stationery.ts";
import { tableware } from "./tableware.ts";
import { teaCoffee } from "./tea-coffee.ts";
import { textilesBags } from "./textiles-bags.ts";

/** All categories in their order. */
export const categories: readonly SeedCategory[] = [
  {
    slug: "tableware",
    name: { ko: "그릇", en: "Tableware" },
    description: {
      ko: "매일의 밥상에 오르는 도자와 유리",
      en: "Ceramics and glass for the everyday table",
    },
    sortOrder: 1,
  },
  {
    slug: "tea-coffee",
    name: { ko: "차와 커피", en: "Tea & Coffee" },
    description: { ko: "한 잔을 위한 도구와 재료", en: "Tools and leaves for one good cup" },
    sortOrder: 2,
  },
  {
    slug: "kitchen",
    name: { ko: "부엌", en: "Kitchen" },
    description: { ko: "손에 익을수록 좋은 조리 도구", en: "Cooking tools that improve with use" },
    sortOrder: 3,
  },
  {
    slug: "lighting-home",
    name: { ko: "조명과 집", en: "Lighting & Home" },
    description: { ko: "방의 온도를 바꾸는 빛과 물건", en: "Light and objects that warm a room" },
    sortOrder: 4,
  },
  {
    slug: "stationery",
    name: { ko: "문구", en: "Stationery" },
    description: {
      ko: "쓰고 그리고 보내는 책상 위의 즐거움",
      en: "The pleasures of a desk: writing, drawing, sending",
    },
    sortOrder: 5,
  },
  {
    slug: "textiles-bags",
    name: { ko: "패브릭과 가방", en: "Textiles & Bags" },
    description: { ko: "덮고, 두르고, 메는 천", en: "Cloth to cover, wear and carry" },
    sortOrder: 6,
  },
  {
    slug: "body-scent",
    name: { ko: "바디와 향", en: "Body & Scent" },
    description: { ko: "씻고 쉬는 시간을 위한 숲의 향", en: "Forest scents for washing and rest" },
    sortOrder: 7,
  },
  {
    slug: "outdoor-picnic",
    name: { ko: "야외와 소풍", en: "Outdoor & Picnic" },
    description: { ko: "들과 산에서 보내는 하루의 채비", en: "What a day outside asks for" },
    sortOrder: 8,
  },
];

/** Items of each category, by its slug. */
export const itemsByCategory: Readonly<Record<string, readonly Item[]>> = {
  tableware,
  "tea-coffee": teaCoffee,
  kitchen,
  "lighting-home": lightingHome,
  stationery,
  "textiles-bags": textilesBags,
  "body-scent": bodyScent,
  "outdoor-picnic": outdoorPicnic,
};
