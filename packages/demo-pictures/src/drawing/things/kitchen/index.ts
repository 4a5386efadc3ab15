/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { bambooSteamer } from "./bamboo-steamer.ts";
import { beechPepperMill } from "./beech-pepper-mill.ts";
import { brassMeasuringSpoons } from "./brass-measuring-spoons.ts";
import { castIronSkillet } from "./cast-iron-skillet.ts";
import { dialKitchenTimer } from "./dial-kitchen-timer.ts";
import { enamelPot } from "./enamel-pot.ts";
import { endGrainBoard } from "./end-grain-board.ts";
import { gamasotRicePot } from "./gamasot-rice-pot.ts";
import { linenApron } from "./linen-apron.ts";
import { nestingMixingBowls } from "./nesting-mixing-bowls.ts";
import { oliveOilCruet } from "./olive-oil-cruet.ts";
import { pantryCanister } from "./pantry-canister.ts";
import { saltPigCellar } from "./salt-pig-cellar.ts";
import { santokuKnife } from "./santoku-knife.ts";
import { soyBottlePair } from "./soy-bottle-pair.ts";
import { utensilCrock } from "./utensil-crock.ts";

export const kitchen: Readonly<Record<string, Look>> = {
  "end-grain-board": endGrainBoard,
  "enamel-pot": enamelPot,
  "cast-iron-skillet": castIronSkillet,
  "gamasot-rice-pot": gamasotRicePot,
  "santoku-knife": santokuKnife,
  "olive-oil-cruet": oliveOilCruet,
  "beech-pepper-mill": beechPepperMill,
  "pantry-canister": pantryCanister,
  "nesting-mixing-bowls": nestingMixingBowls,
  "linen-apron": linenApron,
  "utensil-crock": utensilCrock,
  "salt-pig-cellar": saltPigCellar,
  "bamboo-steamer": bambooSteamer,
  "dial-kitchen-timer": dialKitchenTimer,
  "soy-bottle-pair": soyBottlePair,
  "brass-measuring-spoons": brassMeasuringSpoons,
};
