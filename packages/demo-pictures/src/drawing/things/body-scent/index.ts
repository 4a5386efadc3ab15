/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { amberGlassCandle } from "./amber-glass-candle.ts";
import { beeswaxLipBalm } from "./beeswax-lip-balm.ts";
import { camelliaShampoo } from "./camellia-shampoo.ts";
import { cypressHandWash } from "./cypress-hand-wash.ts";
import { figHandCream } from "./fig-hand-cream.ts";
import { hanokPillarCandles } from "./hanok-pillar-candles.ts";
import { lavenderSachetPair } from "./lavender-sachet-pair.ts";
import { linenRoomSpray } from "./linen-room-spray.ts";
import { mugwortBarSoap } from "./mugwort-bar-soap.ts";
import { pineEauDeParfum } from "./pine-eau-de-parfum.ts";
import { reedDiffuser } from "./reed-diffuser.ts";
import { riceBodyLotion } from "./rice-body-lotion.ts";
import { rosehipFaceOil } from "./rosehip-face-oil.ts";
import { templeIncenseSet } from "./temple-incense-set.ts";
import { threeSoapGiftBox } from "./three-soap-gift-box.ts";
import { yujaBathSalt } from "./yuja-bath-salt.ts";

export const bodyScent: Readonly<Record<string, Look>> = {
  "cypress-hand-wash": cypressHandWash,
  "rice-body-lotion": riceBodyLotion,
  "camellia-shampoo": camelliaShampoo,
  "mugwort-bar-soap": mugwortBarSoap,
  "three-soap-gift-box": threeSoapGiftBox,
  "fig-hand-cream": figHandCream,
  "beeswax-lip-balm": beeswaxLipBalm,
  "amber-glass-candle": amberGlassCandle,
  "hanok-pillar-candles": hanokPillarCandles,
  "reed-diffuser": reedDiffuser,
  "linen-room-spray": linenRoomSpray,
  "pine-eau-de-parfum": pineEauDeParfum,
  "temple-incense-set": templeIncenseSet,
  "yuja-bath-salt": yujaBathSalt,
  "rosehip-face-oil": rosehipFaceOil,
  "lavender-sachet-pair": lavenderSachetPair,
};
