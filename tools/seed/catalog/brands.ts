/** The invented brands of the shop; pure data. */
import type { SeedBrand } from "../types.ts";

const BRANDS = {
  dalgrim: {
    name: "Dalgrim",
    nameKo: "달그림",
    ko: "흙과 불의 시간을 그대로 남기는 도자 공방",
    en: "A pottery that leaves the marks of clay and fire",
  },
  onda: {
    name: "Onda Studio",
    nameKo: "온다 스튜디오",
    ko: "물결 같은 유리와 그릇을 만드는 작업실",
    en: "A studio for glass and ware with the movement of water",
  },
  chaban: {
    name: "Chaban",
    nameKo: "차반",
    ko: "잎에서 다구까지 차 한 잔을 짓는 집",
    en: "A tea house that makes the cup as well as the leaf",
  },
  norang: {
    name: "Norang Kitchen",
    nameKo: "노랑부엌",
    ko: "오래 쓰는 부엌 연장을 만드는 곳",
    en: "Kitchen tools made to be handed on",
  },
  bitnari: {
    name: "Bitnari",
    nameKo: "빛나리",
    ko: "어둠을 남겨 두는 조명",
    en: "Lighting that leaves room for the dark",
  },
  mokryeon: {
    name: "Mokryeon",
    nameKo: "목련",
    ko: "나무의 결을 따라 깎는 목공방",
    en: "A workshop that follows the grain",
  },
  jongi: {
    name: "Jongi & Co",
    nameKo: "종이앤코",
    ko: "손으로 쓰는 사람을 위한 문구",
    en: "Stationery for people who write by hand",
  },
  gyeol: {
    name: "Gyeol Textile",
    nameKo: "결 텍스타일",
    ko: "빨수록 좋아지는 천을 짜는 곳",
    en: "Cloth that improves with washing",
  },
  soop: {
    name: "Soop",
    nameKo: "숲",
    ko: "숲에서 얻은 향과 비누",
    en: "Scents and soaps gathered from the forest",
  },
  deulpan: {
    name: "Deulpan",
    nameKo: "들판",
    ko: "들에서 하루를 보내기 위한 물건",
    en: "Gear for a day spent in the field",
  },
  haru: {
    name: "Haru Goods",
    nameKo: "하루 굿즈",
    ko: "매일 손이 가는 살림",
    en: "Everyday things you keep reaching for",
  },
} as const;

/** The key of a brand. */
export type BrandKey = keyof typeof BRANDS;

/** All brands. */
export const brands: readonly SeedBrand[] = Object.entries(BRANDS).map(([key, brand]) => ({
  key,
  name: brand.name,
  nameKo: brand.nameKo,
  story: { ko: brand.ko, en: brand.en },
}));

/** Gives a brand's display name. */
export function brandName(key: BrandKey): string {
  return BRANDS[key].name;
}
