/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { dalmajiMug } from "./dalmaji-mug.ts";
import { gyeolRiceBowl } from "./gyeol-rice-bowl.ts";
import { gyeolSoupBowl } from "./gyeol-soup-bowl.ts";
import { horizonDinnerPlate } from "./horizon-dinner-plate.ts";
import { moonJar } from "./moon-jar.ts";
import { ondaDipCup } from "./onda-dip-cup.ts";
import { pedestalCakeStand } from "./pedestal-cake-stand.ts";
import { petalDessertPlate } from "./petal-dessert-plate.ts";
import { reedBudVase } from "./reed-bud-vase.ts";
import { rippleTumbler } from "./ripple-tumbler.ts";
import { riverOvalPlatter } from "./river-oval-platter.ts";
import { sobanTrayTable } from "./soban-tray-table.ts";
import { soolBottleSet } from "./sool-bottle-set.ts";
import { spoonChopstickSet } from "./spoon-chopstick-set.ts";
import { stackingCupQuartet } from "./stacking-cup-quartet.ts";
import { wideNoodleBowl } from "./wide-noodle-bowl.ts";

export const tableware: Readonly<Record<string, Look>> = {
  "dalmaji-mug": dalmajiMug,
  "onda-dip-cup": ondaDipCup,
  "gyeol-rice-bowl": gyeolRiceBowl,
  "gyeol-soup-bowl": gyeolSoupBowl,
  "wide-noodle-bowl": wideNoodleBowl,
  "horizon-dinner-plate": horizonDinnerPlate,
  "petal-dessert-plate": petalDessertPlate,
  "river-oval-platter": riverOvalPlatter,
  "moon-jar": moonJar,
  "reed-bud-vase": reedBudVase,
  "spoon-chopstick-set": spoonChopstickSet,
  "ripple-tumbler": rippleTumbler,
  "sool-bottle-set": soolBottleSet,
  "pedestal-cake-stand": pedestalCakeStand,
  "soban-tray-table": sobanTrayTable,
  "stacking-cup-quartet": stackingCupQuartet,
};
