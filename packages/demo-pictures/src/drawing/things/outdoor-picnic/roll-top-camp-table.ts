/** Draws the roll top camp table. */
import { tone } from "../../colour.ts";
import { band } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { sprig } from "../../plants.ts";
import { box, rod } from "../../solid.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const rollTopCampTable: Look = {
  rise: 0.42,
  alone: true,
  draw: (p, x, y, c) => {
    for (const [s, t] of [
      [-130, -0.4],
      [130, 0],
    ] as const) {
      for (const k of [-1, 1]) {
        p.contact(x + k * 230, y + s, 16);
        rod(
          p,
          [x + k * 230, y + s, 0],
          [x - k * 230, y + s, 300],
          10,
          tone(WALNUT, t + (k > 0 ? 0.08 : 0)),
        );
      }
      p.ellipse(...p.at(x, y + s, 150), 9, 9, BRASS);
    }
    for (let k = 0; k < 9; k++)
      box(p, x, y - 176 + k * 44, 300, [640, 41, 18], {
        colour: tone(c, ((k * 5) % 4) * 0.06 - 0.08),
        radius: 4,
        shadow: k === 4,
      });
    cup(p, x + 150, y + 40, [42, 78], {
      lift: 318,
      colour: "#efe7d8",
      finish: "gloss",
      foot: 40,
      liquid: "#4a2d1c",
      shadow: false,
      decor: (u) => band(u, u.high - 4, u.high, "#26282e"),
    });
    lathe(
      p,
      x - 130,
      y - 20,
      [
        [46, 318, 1],
        [66, 352],
        [50, 396],
        [20, 420],
        [24, 436],
      ],
      { colour: "#7f9382", finish: "satin", shadow: false },
    );
    const [sx, sy] = p.at(x - 130, y - 20, 434);
    sprig(p, [sx, sy], [sx + 70, sy - 170], 9, 66, "#71835b", "camp", "#f3e4d4");
  },
};
