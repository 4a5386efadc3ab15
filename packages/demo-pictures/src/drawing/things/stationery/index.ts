/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { beechBookStand } from "./beech-book-stand.ts";
import { brassSealStamp } from "./brass-seal-stamp.ts";
import { brassTriangleRuler } from "./brass-triangle-ruler.ts";
import { cedarPencilDozen } from "./cedar-pencil-dozen.ts";
import { ceramicPenCup } from "./ceramic-pen-cup.ts";
import { clothBoundNotebook } from "./cloth-bound-notebook.ts";
import { dotGridPad } from "./dot-grid-pad.ts";
import { easelDeskCalendar } from "./easel-desk-calendar.ts";
import { forgedScissors } from "./forged-scissors.ts";
import { marbleTapeDispenser } from "./marble-tape-dispenser.ts";
import { pressedFlowerCards } from "./pressed-flower-cards.ts";
import { resinFountainPen } from "./resin-fountain-pen.ts";
import { spiralSketchbook } from "./spiral-sketchbook.ts";
import { swingArmDeskLamp } from "./swing-arm-desk-lamp.ts";
import { walnutClipboard } from "./walnut-clipboard.ts";
import { washiTapeStack } from "./washi-tape-stack.ts";

export const stationery: Readonly<Record<string, Look>> = {
  "cloth-bound-notebook": clothBoundNotebook,
  "dot-grid-pad": dotGridPad,
  "spiral-sketchbook": spiralSketchbook,
  "resin-fountain-pen": resinFountainPen,
  "cedar-pencil-dozen": cedarPencilDozen,
  "brass-triangle-ruler": brassTriangleRuler,
  "forged-scissors": forgedScissors,
  "marble-tape-dispenser": marbleTapeDispenser,
  "easel-desk-calendar": easelDeskCalendar,
  "pressed-flower-cards": pressedFlowerCards,
  "washi-tape-stack": washiTapeStack,
  "brass-seal-stamp": brassSealStamp,
  "swing-arm-desk-lamp": swingArmDeskLamp,
  "ceramic-pen-cup": ceramicPenCup,
  "beech-book-stand": beechBookStand,
  "walnut-clipboard": walnutClipboard,
};
