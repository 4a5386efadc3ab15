/** The look of every product, by slug. */

import { bodyScent } from "./body-scent/index.ts";
import { kitchen } from "./kitchen/index.ts";
import { lightingHome } from "./lighting-home/index.ts";
import { outdoorPicnic } from "./outdoor-picnic/index.ts";
import type { Look } from "./parts/look.ts";
import { stationery } from "./stationery/index.ts";
import { tableware } from "./tableware/index.ts";
import { teaCoffee } from "./tea-coffee/index.ts";
import { textilesBags } from "./textiles-bags/index.ts";

export const looks: Readonly<Record<string, Look>> = {
  ...tableware,
  ...teaCoffee,
  ...kitchen,
  ...lightingHome,
  ...stationery,
  ...textilesBags,
  ...bodyScent,
  ...outdoorPicnic,
};
