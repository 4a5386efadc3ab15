/** CMYK → sRGB as ink prints on coated paper, without reading a profile. Pure. */
import type { Raster } from "./raster.ts";

/**
 * Converts four ink amounts a pixel, 0 = none.
 *
 * The polynomials fit US Web Coated SWOP; plain `255 − ink` would make blues and greens glow.
 *
 * @see Mozilla pdf.js, DeviceCmykCS (Apache-2.0)
 */
export function cmykToRgb(width: number, height: number, inks: Uint8Array): Raster {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let at = 0, to = 0; to < data.length; at += 4, to += 3) {
    const c = (inks[at] as number) / 255;
    const m = (inks[at + 1] as number) / 255;
    const y = (inks[at + 2] as number) / 255;
    const k = (inks[at + 3] as number) / 255;
    data[to] =
      255 +
      c * (-4.387332384609988 * c + 54.48615194189176 * m + 18.82290502165302 * y) +
      c * (212.25662451639585 * k - 285.2331026137004) +
      m * (1.7149763477362134 * m - 5.6096736904047315 * y) -
      m * (17.873870861415444 * k + 5.497006427196366) +
      y * (-2.5217340131683033 * y - 21.248923337353073 * k + 17.5119270841813) -
      k * (21.86122147463605 * k + 189.48180835922747);
    data[to + 1] =
      255 +
      c * (8.841041422036149 * c + 60.118027045597366 * m + 6.871425592049007 * y) +
      c * (31.159100130055922 * k - 79.2970844816548) +
      m * (-15.310361306967817 * m + 17.575251261109482 * y) +
      m * (131.35250912493976 * k - 190.9453302588951) +
      y * (4.444339102852739 * y + 9.8632861493405 * k - 24.86741582555878) -
      k * (20.737325471181034 * k + 187.80453709719578);
    data[to + 2] =
      255 +
      c * (0.8842522430003296 * c + 8.078677503112928 * m + 30.89978309703729 * y) -
      c * (0.23883238689178934 * k + 14.183576799673286) +
      m * (10.49593273432072 * m + 63.02378494754052 * y) +
      m * (50.606957656360734 * k - 112.23884253719248) +
      y * (0.03296041114873217 * y + 115.60384449646641 * k - 193.58209356861505) -
      k * (22.33816807309886 * k + 180.12613974708367);
  }
  return { width, height, channels: 3, hasAlpha: false, data };
}
