/** Draws the heavy canvas tote. */
import { polygon, roundedRect } from "../../geometry.ts";
import { INK, type Look } from "../parts/look.ts";
import { tote } from "./parts.ts";

export const heavyCanvasTote: Look = {
  rise: 0.2,
  focus: [0.5, 0.6],
  draw: (p, x, y, c) =>
    tote(p, x, y, c, (w, h) => {
      p.fill(polygon(roundedRect(x, y - h * 0.4, w * 0.34, w * 0.34, 3)), "#efe6d4");
      p.ellipse(x, y - h * 0.42, w * 0.09, w * 0.09, "#c2603a");
      p.line(`M${x - w * 0.1} ${y - h * 0.3}H${x + w * 0.1}`, INK, 3, 0.8);
    }),
};
