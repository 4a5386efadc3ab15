import { products } from "./catalogue.ts";
import { picturesOf, renderAll, renderPicture } from "./pictures/index.ts";

const cpu = () => {
  const u = process.cpuUsage();
  return (u.user + u.system) / 1000;
};
for (const k of [0, 1, 2]) {
  let c = cpu();
  const svgs = products.map((p) => picturesOf(p)[k]!.svg());
  const draw = cpu() - c;
  c = cpu();
  let bytes = 0;
  for (const s of svgs) bytes += (await renderPicture(s)).length;
  const ras = cpu() - c;
  console.log(
    k,
    "draw",
    (draw / 128).toFixed(1),
    "raster",
    (ras / 128).toFixed(1),
    "ms cpu; svg KB",
    (svgs.reduce((a, s) => a + s.length, 0) / 128 / 1024).toFixed(0),
    "jpeg KB",
    (bytes / 128 / 1024).toFixed(0),
  );
}
const t = performance.now();
const c = cpu();
let n = 0;
for await (const _ of renderAll(products)) n++;
console.log(
  "renderAll",
  n,
  (performance.now() - t).toFixed(0),
  "ms wall",
  (cpu() - c).toFixed(0),
  "ms cpu",
);
