/** What a page of one member tells search engines: its title, and that it must not be listed. */
import type { Metadata } from "next";

/** No canonical address, no language links: no one should be led here. */
export function personalMetadata(title: string, brand: string): Metadata {
  return { title: `${title} · ${brand}`, robots: { index: false, follow: false } };
}
