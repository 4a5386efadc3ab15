/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { boucleCushion } from "./boucle-cushion.ts";
import { cottonBathTowels } from "./cotton-bath-towels.ts";
import { drawstringBucketBag } from "./drawstring-bucket-bag.ts";
import { heavyCanvasTote } from "./heavy-canvas-tote.ts";
import { jogakboWrappingCloth } from "./jogakbo-wrapping-cloth.ts";
import { lambswoolThrow } from "./lambswool-throw.ts";
import { merinoPlaidScarf } from "./merino-plaid-scarf.ts";
import { openNetMarketBag } from "./open-net-market-bag.ts";
import { quiltedHouseSlippers } from "./quilted-house-slippers.ts";
import { ribCrewSocks } from "./rib-crew-socks.ts";
import { rollTopBackpack } from "./roll-top-backpack.ts";
import { sailorStripeTote } from "./sailor-stripe-tote.ts";
import { tickingStripeCushion } from "./ticking-stripe-cushion.ts";
import { washedLinenRunner } from "./washed-linen-runner.ts";
import { waxedCrossbodyBag } from "./waxed-crossbody-bag.ts";
import { zipLinenPouch } from "./zip-linen-pouch.ts";

export const textilesBags: Readonly<Record<string, Look>> = {
  "heavy-canvas-tote": heavyCanvasTote,
  "sailor-stripe-tote": sailorStripeTote,
  "drawstring-bucket-bag": drawstringBucketBag,
  "roll-top-backpack": rollTopBackpack,
  "zip-linen-pouch": zipLinenPouch,
  "open-net-market-bag": openNetMarketBag,
  "boucle-cushion": boucleCushion,
  "ticking-stripe-cushion": tickingStripeCushion,
  "lambswool-throw": lambswoolThrow,
  "cotton-bath-towels": cottonBathTowels,
  "washed-linen-runner": washedLinenRunner,
  "merino-plaid-scarf": merinoPlaidScarf,
  "rib-crew-socks": ribCrewSocks,
  "jogakbo-wrapping-cloth": jogakboWrappingCloth,
  "quilted-house-slippers": quiltedHouseSlippers,
  "waxed-crossbody-bag": waxedCrossbodyBag,
};
