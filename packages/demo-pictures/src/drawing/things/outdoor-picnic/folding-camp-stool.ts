/** Draws the folding camp stool. */
import { tone } from "../../colour.ts";
import { type Point, polygon } from "../../geometry.ts";
import { rod } from "../../solid.ts";
import { BRASS, type Look, WOOD } from "../parts/look.ts";

export const foldingCampStool: Look = {
  rise: 0.3,
  draw: (p, x, y, c) => {
    for (const s of [-1, 1]) {
      rod(
        p,
        [x - 120, y + s * 80, 0],
        [x + 120, y + s * 80, 290],
        10,
        tone(WOOD, s < 0 ? -0.3 : 0),
      );
      rod(
        p,
        [x + 120, y + s * 80, 0],
        [x - 120, y + s * 80, 290],
        10,
        tone(WOOD, s < 0 ? -0.2 : 0.05),
      );
      p.contact(x - 120, y + s * 80, 14);
      p.contact(x + 120, y + s * 80, 14);
      p.ellipse(...p.at(x, y + s * 80, 145), 7, 7, BRASS);
    }
    p.cast([
      [x - 130, y - 90, 270],
      [x + 130, y - 90, 270],
      [x - 130, y + 90, 270],
      [x + 130, y + 90, 270],
    ]);
    const q = (a: number, b: number, z: number): Point => p.at(x + a, y + b, z);
    const seat: Point[] = [
      q(-132, -92, 296),
      q(-60, -92, 276),
      q(0, -92, 270),
      q(60, -92, 276),
      q(132, -92, 296),
      q(132, 92, 296),
      q(60, 92, 272),
      q(0, 92, 264),
      q(-60, 92, 272),
      q(-132, 92, 296),
    ];
    p.shape(
      seat,
      p.linear(q(-132, 0, 296), q(132, 0, 296), [
        [0, tone(c, 0.24)],
        [0.3, tone(c, -0.1)],
        [0.5, tone(c, -0.24)],
        [0.75, c],
        [1, tone(c, 0.16)],
      ]),
    );
    p.fill(
      polygon([
        q(-132, 92, 296),
        q(-60, 92, 272),
        q(0, 92, 264),
        q(60, 92, 272),
        q(132, 92, 296),
        q(132, 92, 280),
        q(60, 92, 256),
        q(0, 92, 248),
        q(-60, 92, 256),
        q(-132, 92, 280),
      ]),
      tone(c, -0.4),
    );
  },
};
