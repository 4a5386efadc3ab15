/** The one loader: addresses of a picture on the image CDN for every width a page may need. Pure. */
import { IMAGE_SIDE_MAX, picturePath } from "@edgemart/contracts/images";

/** Few and fixed, so that the CDN's cache holds each picture in few sizes. */
const WIDTHS = [160, 320, 480, 640, 960, 1280, 1600];

/** Addresses and size of one picture, for an `img`. */
export interface PictureSource {
  src: string;
  srcSet: string;
  width: number;
  height: number;
}

/**
 * @param cdn    origin of the image CDN
 * @param ratio  width over height of the frame; the picture is cropped to it
 * @param widest largest width worth offering, CSS pixels × 2
 */
export function pictureSource(
  picture: { id: string; width: number; height: number },
  cdn: string,
  ratio: number,
  widest: number,
): PictureSource {
  // Never ask for more pixels than the crop has: the CDN would only enlarge.
  const available = Math.min(
    picture.width,
    picture.height * ratio,
    IMAGE_SIDE_MAX * Math.min(1, ratio),
  );
  const fitting = WIDTHS.filter((width) => width <= Math.min(widest, available));
  const widths = fitting.length > 0 ? fitting : [Math.max(1, Math.floor(available))];
  const address = (w: number) =>
    cdn + picturePath(picture.id, { w, h: Math.round(w / ratio), fit: "cover" });
  const width = widths[Math.floor(widths.length / 2)] ?? 320;
  return {
    src: address(width),
    srcSet: widths.map((w) => `${address(w)} ${w}w`).join(", "),
    width,
    height: Math.round(width / ratio),
  };
}
