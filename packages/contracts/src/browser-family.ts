/** The family of a browser by its User-Agent: what people know it by, and nothing that tells one from another. Pure. */

/** The first that fits: browsers name those they descend from too, and an app the browser it shows pages in. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\bKAKAOTALK\b/, "KakaoTalk"],
  [/\bNAVER\(inapp/, "Naver"],
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bWhale\//, "Whale"],
  [/\b(?:OPR|OPT|Opera)\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

/** Names the family, or gives an empty text for one that is not known. */
export function browserFamily(userAgent: string): string {
  return FAMILIES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "";
}
