/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { coldBrewBottle } from "./cold-brew-bottle.ts";
import { commuterTumbler } from "./commuter-tumbler.ts";
import { coneDripperSet } from "./cone-dripper-set.ts";
import { espressoCupDuo } from "./espresso-cup-duo.ts";
import { gaiwanCeladon } from "./gaiwan-celadon.ts";
import { glassTeapot } from "./glass-teapot.ts";
import { gooseneckKettle } from "./gooseneck-kettle.ts";
import { greenTeaTin } from "./green-tea-tin.ts";
import { handGrinder } from "./hand-grinder.ts";
import { matchaBowlWhisk } from "./matcha-bowl-whisk.ts";
import { roasterBeanBag } from "./roaster-bean-bag.ts";
import { roundTeapot } from "./round-teapot.ts";
import { saucerTeaCup } from "./saucer-tea-cup.ts";
import { sideHandleKyusu } from "./side-handle-kyusu.ts";
import { stovetopMokaPot } from "./stovetop-moka-pot.ts";
import { walnutTeaTray } from "./walnut-tea-tray.ts";

export const teaCoffee: Readonly<Record<string, Look>> = {
  "round-teapot": roundTeapot,
  "side-handle-kyusu": sideHandleKyusu,
  "gaiwan-celadon": gaiwanCeladon,
  "saucer-tea-cup": saucerTeaCup,
  "green-tea-tin": greenTeaTin,
  "glass-teapot": glassTeapot,
  "cone-dripper-set": coneDripperSet,
  "gooseneck-kettle": gooseneckKettle,
  "roaster-bean-bag": roasterBeanBag,
  "hand-grinder": handGrinder,
  "stovetop-moka-pot": stovetopMokaPot,
  "cold-brew-bottle": coldBrewBottle,
  "commuter-tumbler": commuterTumbler,
  "walnut-tea-tray": walnutTeaTray,
  "matcha-bowl-whisk": matchaBowlWhisk,
  "espresso-cup-duo": espressoCupDuo,
};
