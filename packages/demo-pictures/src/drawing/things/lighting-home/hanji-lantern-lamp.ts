/** Draws the hanji lantern lamp. */
import { rings } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { rod } from "../../solid.ts";
import { type Look, WALNUT } from "../parts/look.ts";
import { halo } from "./parts.ts";

export const hanjiLanternLamp: Look = {
  draw: (p, x, y, c) => {
    halo(p, x, y, 150, 320);
    for (const [a, b] of [
      [-56, -30],
      [56, -30],
      [-56, 30],
      [56, 30],
    ] as const)
      rod(p, [x + a, y + b, 0], [x + a, y + b, 30], 4, WALNUT);
    const s = lathe(
      p,
      x,
      y,
      [
        [80, 26, 1],
        [84, 90],
        [84, 220],
        [80, 300],
      ],
      {
        colour: c,
        finish: "glow",
        decor: (t) => {
          rings(t, [30, 298], WALNUT, 5, 1);
          for (let k = 0; k < 26; k++) {
            const a = p.random() * 2.6 - 1.3;
            const z = 40 + p.random() * 240;
            const [px, py] = t.point(a, z);
            p.line(
              `M${num(px)} ${num(py)}q${num(8 - p.random() * 16)} ${num(-8)} ${num(12 - p.random() * 24)} ${num(-14 * p.random())}`,
              "#b08a5a",
              0.8,
              0.4,
            );
          }
          for (const a of [-1.05, -0.35, 0.35, 1.05]) {
            const [x0, y0] = t.point(a, 28);
            const [x1, y1] = t.point(a, 298);
            p.line(`M${num(x0)} ${num(y0)}L${num(x1)} ${num(y1)}`, WALNUT, 2.6, 0.8);
          }
        },
      },
    );
    const [cx, cy] = p.at(x, y, 160);
    p.ellipse(
      cx,
      cy,
      66,
      110,
      p.radial([cx, cy], 110, [
        [0, "#fff6da", 0.9],
        [1, "#ffe9b8", 0],
      ]),
    );
    mouth(s, { wall: 3, inside: "#ffe9c0", depth: 20 });
  },
};
