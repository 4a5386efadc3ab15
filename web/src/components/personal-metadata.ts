/** What a page of one member tells search engines: its title, and to stay away. */
import type { Metadata } from "next";

/** No canonical address, no language links: nobody should be led here. */
export function personalMetadata(title: string, brand: string): Metadata {
  return { title: `${title} · ${brand}`, robots: { index: false, follow: false } };
}
