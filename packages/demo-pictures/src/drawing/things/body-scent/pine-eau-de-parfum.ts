/** Draws the pine eau de parfum. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { box } from "../../solid.ts";
import { BRASS, INK, type Look, WALNUT } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const pineEauDeParfum: Look = {
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [84, 40, 96], { colour: c, radius: 5, shine: 0.5 });
    const [a, b] = p.at(x, y + 20, 48);
    p.fill(
      polygon(roundedRect(a, b + 4, 68, 74, 3)),
      p.linear(
        [a - 30, b - 30],
        [a + 30, b + 40],
        [
          [0, tone(c, 0.5)],
          [0.5, tone(c, 0.1)],
          [1, tone(c, -0.2)],
        ],
      ),
    );
    p.fill(
      polygon([
        [a - 42, b - 46],
        [a - 30, b - 46],
        [a - 34, b + 46],
        [a - 42, b + 46],
      ]),
      "#ffffff",
      0.4,
    );
    p.fill(polygon(roundedRect(a, b + 6, 40, 44, 1)), PAPER);
    p.shape(
      [
        [a - 9, b + 4],
        [a, b - 11],
        [a + 9, b + 4],
      ],
      "#3c5245",
    );
    p.shape(
      [
        [a - 12, b + 12],
        [a, b - 4],
        [a + 12, b + 12],
      ],
      "#3c5245",
    );
    p.line(`M${a - 10} ${b + 20}h20`, INK, 1.3, 0.8);
    lathe(
      p,
      x,
      y,
      [
        [11, 96, 1],
        [11, 106],
      ],
      { colour: BRASS, finish: "metal", shadow: false },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [19, 106, 1],
          [20, 110],
          [20, 146],
          [18, 148],
        ],
        { colour: WALNUT, finish: "satin", shadow: false },
      ),
    );
  },
};
