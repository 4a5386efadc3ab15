/** Browsers by what they send, and what is none. */
import { expect, test } from "vitest";
import { browserFamily } from "./browser-family.ts";

const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT}`;
const ANDROID = "Mozilla/5.0 (Linux; Android 16; SM-S938N)";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

test.each([
  ["Chrome", `${WINDOWS} Chrome/150.0.0.0 Safari/537.36`],
  ["Chrome", `${ANDROID} ${KIT} Chrome/150.0.0.0 Mobile Safari/537.36`],
  ["Chrome", `${IPHONE} CriOS/150.0.0.0 Mobile/15E148 Safari/604.1`],
  ["Chrome", `Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/153.0.0.0 Safari/537.36`],
  ["Edge", `${WINDOWS} Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0`],
  ["Edge", `${ANDROID} ${KIT} Chrome/150.0.0.0 Mobile Safari/537.36 EdgA/150.0.0.0`],
  ["Edge", `${IPHONE} Version/19.0 EdgiOS/150.0 Mobile/15E148 Safari/605.1.15`],
  [
    "Samsung Internet",
    `${ANDROID} ${KIT} SamsungBrowser/30.0 Chrome/140.0.0.0 Mobile Safari/537.36`,
  ],
  ["Whale", `${WINDOWS} Chrome/140.0.0.0 Whale/4.33.0.0 Safari/537.36`],
  ["Opera", `${WINDOWS} Chrome/150.0.0.0 Safari/537.36 OPR/120.0.0.0`],
  ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"],
  ["Firefox", `${IPHONE} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`],
  ["Safari", `${IPHONE} Version/19.0 Mobile/15E148 Safari/604.1`],
  ["KakaoTalk", `${ANDROID} ${KIT} Chrome/150.0.0.0 Mobile Safari/537.36 KAKAOTALK 2511000`],
  ["Naver", `${IPHONE} Mobile/15E148 Safari/604.1 NAVER(inapp; search; 2000; 12.15.1)`],
  ["", "curl/8.9.1"],
  ["", ""],
])("notifications 1: of a browser its family alone: %s", (family, userAgent) => {
  expect(browserFamily(userAgent)).toBe(family);
});
