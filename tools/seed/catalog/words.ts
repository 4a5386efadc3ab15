/** Facet vocabulary: colours, materials and features with stable keys and labels; pure data. */

const word = (ko: string, en: string) => ({ ko, en }) as const;
const hue = (ko: string, en: string, hex: string) => ({ ko, en, hex }) as const;

/** Colours with their names in both languages. */
export const COLOURS = {
  milk: hue("밀크", "Milk", "#efe8da"),
  ivory: hue("아이보리", "Ivory", "#e9dfc8"),
  white: hue("백자", "White", "#f1eee7"),
  natural: hue("내추럴", "Natural", "#dcc7a2"),
  sand: hue("모래", "Sand", "#d3bf9f"),
  butter: hue("버터", "Butter", "#e9cd84"),
  mustard: hue("겨자", "Mustard", "#cb9a3e"),
  apricot: hue("살구", "Apricot", "#e0a678"),
  persimmon: hue("감", "Persimmon", "#cf6a3a"),
  clay: hue("황토", "Clay", "#bb6f4e"),
  brick: hue("벽돌", "Brick", "#a2503d"),
  rose: hue("장미", "Rose", "#d2a198"),
  plum: hue("자두", "Plum", "#6e4557"),
  celadon: hue("청자", "Celadon", "#a9bfae"),
  sage: hue("세이지", "Sage", "#a3b096"),
  moss: hue("이끼", "Moss", "#75825f"),
  mist: hue("안개", "Mist", "#b4c0c4"),
  sky: hue("하늘", "Sky", "#97b3c6"),
  cobalt: hue("코발트", "Cobalt", "#3a588f"),
  navy: hue("남색", "Navy", "#34455e"),
  ink: hue("먹", "Ink", "#3a3b42"),
  charcoal: hue("숯", "Charcoal", "#4b4a4e"),
  black: hue("검정", "Black", "#2f2e31"),
  walnut: hue("호두나무", "Walnut", "#7a543c"),
  oak: hue("참나무", "Oak", "#cba273"),
  brass: hue("황동", "Brass", "#c39b55"),
  copper: hue("구리", "Copper", "#bb7850"),
  steel: hue("스틸", "Steel", "#c3c5c7"),
  clear: hue("투명", "Clear", "#dde7e6"),
  amber: hue("호박", "Amber", "#b4702f"),
} as const;

/** Materials with their names in both languages. */
export const MATERIALS = {
  stoneware: word("석기", "Stoneware"),
  porcelain: word("백자토", "Porcelain"),
  earthenware: word("옹기토", "Earthenware"),
  glass: word("유리", "Glass"),
  enamel: word("법랑", "Enamel"),
  iron: word("무쇠", "Cast iron"),
  steel: word("스테인리스", "Stainless steel"),
  aluminium: word("알루미늄", "Aluminium"),
  brass: word("황동", "Brass"),
  stone: word("천연석", "Natural stone"),
  oak: word("참나무", "Oak"),
  walnut: word("호두나무", "Walnut"),
  beech: word("너도밤나무", "Beech"),
  cedar: word("삼나무", "Cedar"),
  bamboo: word("대나무", "Bamboo"),
  rattan: word("라탄", "Rattan"),
  willow: word("버드나무", "Willow"),
  wood: word("향나무", "Fragrant wood"),
  hanji: word("한지", "Hanji paper"),
  paper: word("종이", "Paper"),
  resin: word("레진", "Resin"),
  abs: word("재생 플라스틱", "Recycled plastic"),
  canvas: word("캔버스", "Canvas"),
  linen: word("린넨", "Linen"),
  ramie: word("모시", "Ramie"),
  cotton: word("면", "Cotton"),
  wool: word("양모", "Wool"),
  leather: word("가죽", "Leather"),
  down: word("거위 솜털", "Goose down"),
  beeswax: word("밀랍", "Beeswax"),
  soy: word("소이 왁스", "Soy wax"),
  plant: word("식물 유래 원료", "Plant based"),
  salt: word("천일염", "Sea salt"),
  leaf: word("찻잎", "Tea leaf"),
  bean: word("원두", "Coffee bean"),
} as const;

/** Features with their names in both languages. */
export const FEATURES = {
  handmade: word("손으로 만듦", "Handmade"),
  dishwasher: word("식기세척기 가능", "Dishwasher safe"),
  microwave: word("전자레인지 가능", "Microwave safe"),
  heatproof: word("내열", "Heatproof"),
  induction: word("인덕션 가능", "Induction ready"),
  oven: word("오븐 가능", "Oven safe"),
  "gift-wrap": word("선물 포장", "Gift wrapping"),
  fresh: word("당일 로스팅", "Freshly roasted"),
  leakproof: word("새지 않음", "Leakproof"),
  dimmable: word("밝기 조절", "Dimmable"),
  silent: word("무소음", "Silent"),
  flatpack: word("분해 조립", "Flat pack"),
  magnet: word("자석", "Magnetic"),
  washable: word("세탁 가능", "Washable"),
  "lay-flat": word("180도 펼침", "Lies flat"),
  recycled: word("재생 소재", "Recycled"),
  refillable: word("리필 가능", "Refillable"),
  vegan: word("비건", "Vegan"),
  foldable: word("접이식", "Folds"),
  waterproof: word("방수", "Waterproof"),
  uv: word("자외선 차단", "UV protection"),
} as const;

/** Attributes that a listing is filtered by. */
export const ATTRIBUTES = {
  material: word("소재", "Material"),
  colour: word("색상", "Colour"),
  feature: word("특징", "Feature"),
} as const;

/** The key of a colour. */
export type ColourKey = keyof typeof COLOURS;
/** The key of a material. */
export type MaterialKey = keyof typeof MATERIALS;
/** The key of a feature. */
export type FeatureKey = keyof typeof FEATURES;
