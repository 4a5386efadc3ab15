/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { beachParasol } from "./beach-parasol.ts";
import { campfireKettle } from "./campfire-kettle.ts";
import { cedarBentoBox } from "./cedar-bento-box.ts";
import { downSleepingRoll } from "./down-sleeping-roll.ts";
import { enamelCampMug } from "./enamel-camp-mug.ts";
import { foldingCampStool } from "./folding-camp-stool.ts";
import { ginghamPicnicMat } from "./gingham-picnic-mat.ts";
import { lowLoungeChair } from "./low-lounge-chair.ts";
import { railroadLantern } from "./railroad-lantern.ts";
import { ridgeCanvasTent } from "./ridge-canvas-tent.ts";
import { rollTopCampTable } from "./roll-top-camp-table.ts";
import { softCoolerBag } from "./soft-cooler-bag.ts";
import { steelThermosFlask } from "./steel-thermos-flask.ts";
import { trailWaterBottle } from "./trail-water-bottle.ts";
import { waxedBucketHat } from "./waxed-bucket-hat.ts";
import { willowPicnicBasket } from "./willow-picnic-basket.ts";

export const outdoorPicnic: Readonly<Record<string, Look>> = {
  "ridge-canvas-tent": ridgeCanvasTent,
  "low-lounge-chair": lowLoungeChair,
  "roll-top-camp-table": rollTopCampTable,
  "railroad-lantern": railroadLantern,
  "steel-thermos-flask": steelThermosFlask,
  "enamel-camp-mug": enamelCampMug,
  "willow-picnic-basket": willowPicnicBasket,
  "gingham-picnic-mat": ginghamPicnicMat,
  "soft-cooler-bag": softCoolerBag,
  "beach-parasol": beachParasol,
  "cedar-bento-box": cedarBentoBox,
  "down-sleeping-roll": downSleepingRoll,
  "campfire-kettle": campfireKettle,
  "trail-water-bottle": trailWaterBottle,
  "waxed-bucket-hat": waxedBucketHat,
  "folding-camp-stool": foldingCampStool,
};
