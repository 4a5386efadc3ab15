/** Writes an address as its country does. Pure. */
import type { Address } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import { countryName } from "#components/shown-time.ts";

type Place = Pick<Address, "country" | "postcode" | "line1" | "line2" | "city" | "region">;

/** Korea: postcode first, then from large to small; elsewhere from small to large, the country last. */
export function addressLines(address: Place, lang: Locale): string[] {
  const { country, postcode, line1, line2, city, region } = address;
  const joined = (parts: (string | null)[], by: string) => parts.filter(Boolean).join(by);
  const lines =
    country === "KR"
      ? [joined([postcode && `(${postcode})`, line1], " "), line2 ?? ""]
      : [
          line1,
          line2 ?? "",
          joined([city, joined([region, postcode], " ")], ", "),
          countryName(country, lang),
        ];
  return lines.filter(Boolean);
}
