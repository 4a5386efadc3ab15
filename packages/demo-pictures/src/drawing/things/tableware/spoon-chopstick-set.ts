/** Draws the spoon chopstick set. */
import { tone } from "../../colour.ts";
import { type Point, polygon, roundedRect } from "../../geometry.ts";
import { box, tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const spoonChopstickSet: Look = {
  rise: 0.88,
  alone: true,
  draw: (p, x, y, c) => cutlery(p, x, y, c),
};

function cutlery(p: Parameters<Look["draw"]>[0], x: number, y: number, c: string): void {
  p.sun = [0.5, 0.5];
  box(p, x, y, 0, [170, 250, 3], { colour: "#8f9a86", radius: 6, yaw: -0.18, shine: 0.06 });
  const metal = (points: Point[], radii: number[]): void => {
    const seen = points.map(([a, b]): Point => [x + a, (y + b) * p.rise - 6]);
    p.line(
      polygon(
        seen.map(([a, b]): Point => [a + 4, b + 5]),
        false,
      ),
      "#1c1410",
      (radii[0] ?? 3) * 2,
      0.22,
    );
    tube(p, seen, radii, c, 0.6);
  };
  metal(
    [
      [36, 112],
      [20, 0],
      [8, -66],
    ],
    [3.4, 3, 3],
  );
  const [sx, sy] = [x + 3, (y - 96) * p.rise - 6];
  p.ellipse(sx + 4, sy + 5, 19, 30, "#1c1410", 0.22);
  p.ellipse(
    sx,
    sy,
    19,
    30,
    p.linear(
      [sx - 19, sy - 30],
      [sx + 19, sy + 30],
      [
        [0, tone(c, -0.5)],
        [0.4, tone(c, -0.1)],
        [0.7, tone(c, 0.5)],
        [1, tone(c, 0.1)],
      ],
    ),
  );
  p.ellipse(
    sx - 1,
    sy - 1,
    15.6,
    26,
    p.linear(
      [sx - 15, sy - 26],
      [sx + 15, sy + 26],
      [
        [0, tone(c, -0.36)],
        [0.55, tone(c, 0.2)],
        [0.8, tone(c, 0.8)],
        [1, tone(c, 0.3)],
      ],
    ),
  );
  metal(
    [
      [66, 108],
      [46, -108],
    ],
    [3.6, 2],
  );
  metal(
    [
      [80, 108],
      [58, -108],
    ],
    [3.6, 2],
  );
  const rest = roundedRect(x - 30, y + 6, 34, 58, 12, -0.18).map(
    ([a, b]): Point => [a, b * p.rise - 3],
  );
  p.shape(
    rest.map(([a, b]): Point => [a + 3, b + 4]),
    "#1c1410",
    0.2,
  );
  p.shape(
    rest,
    p.linear(
      [x - 46, 0],
      [x - 14, 0],
      [
        [0, "#f7f1e6"],
        [1, "#cfc4b2"],
      ],
    ),
  );
}
