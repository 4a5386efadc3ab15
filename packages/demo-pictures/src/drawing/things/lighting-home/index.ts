/** The looks of this category, by slug. */
import type { Look } from "../parts/look.ts";
import { abstractArtFrame } from "./abstract-art-frame.ts";
import { arcFloorLamp } from "./arc-floor-lamp.ts";
import { brassCandlestickPair } from "./brass-candlestick-pair.ts";
import { domePendantLight } from "./dome-pendant-light.ts";
import { feltTrayOrganizer } from "./felt-tray-organizer.ts";
import { hanjiLanternLamp } from "./hanji-lantern-lamp.ts";
import { mushroomTableLamp } from "./mushroom-table-lamp.ts";
import { oakRoundStool } from "./oak-round-stool.ts";
import { onyxBookends } from "./onyx-bookends.ts";
import { pleatedBedsideLamp } from "./pleated-bedside-lamp.ts";
import { quietWallClock } from "./quiet-wall-clock.ts";
import { rattanStorageBasket } from "./rattan-storage-basket.ts";
import { smokeGlassVase } from "./smoke-glass-vase.ts";
import { standingRoundMirror } from "./standing-round-mirror.ts";
import { terracottaPlanter } from "./terracotta-planter.ts";
import { tripodSideTable } from "./tripod-side-table.ts";

export const lightingHome: Readonly<Record<string, Look>> = {
  "mushroom-table-lamp": mushroomTableLamp,
  "pleated-bedside-lamp": pleatedBedsideLamp,
  "dome-pendant-light": domePendantLight,
  "hanji-lantern-lamp": hanjiLanternLamp,
  "arc-floor-lamp": arcFloorLamp,
  "quiet-wall-clock": quietWallClock,
  "standing-round-mirror": standingRoundMirror,
  "oak-round-stool": oakRoundStool,
  "tripod-side-table": tripodSideTable,
  "rattan-storage-basket": rattanStorageBasket,
  "brass-candlestick-pair": brassCandlestickPair,
  "terracotta-planter": terracottaPlanter,
  "smoke-glass-vase": smokeGlassVase,
  "abstract-art-frame": abstractArtFrame,
  "onyx-bookends": onyxBookends,
  "felt-tray-organizer": feltTrayOrganizer,
};
