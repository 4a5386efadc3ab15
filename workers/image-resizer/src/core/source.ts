/** Which sources may be read: this shop's own by SHA-256, and https addresses of allow-listed hosts. Pure. */
import { ImageId } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { LIMITS } from "./limits.ts";

/** Where a picture comes from. */
export type Source = { kind: "own"; id: string } | { kind: "url"; url: URL };

/** Which sources may be read. */
export interface SourceRules {
  /** Lower-case host names that may be read. */
  hosts: readonly string[];
  /** The host this request came to: reading it would be a loop. */
  ownHost: string;
}

/** Parses the value of `url=`. @returns `image_source_forbidden` */
export function parseSource(
  text: string,
  rules: SourceRules,
): Result<Source, "image_source_forbidden"> {
  if (ImageId.safeParse(text).success) return ok({ kind: "own", id: text });
  const url = text.length <= LIMITS.sourceUrlCharsMax ? URL.parse(text) : null;
  if (!url || !isAllowedUrl(url, rules)) return err("image_source_forbidden");
  url.hash = "";
  return ok({ kind: "url", url });
}

/**
 * Tells whether an address may be fetched; asked again at every redirect.
 *
 * Compares the parsed host name, which the URL parser has made lower-case and, for octal, hex and decimal
 * addresses, dotted: an IP literal never equals an allow-listed name.
 */
export function isAllowedUrl(url: URL, rules: SourceRules): boolean {
  return (
    url.protocol === "https:" &&
    url.username === "" &&
    url.password === "" &&
    url.port === "" &&
    url.hostname !== rules.ownHost &&
    !isAddressLiteral(url.hostname) &&
    rules.hosts.includes(url.hostname)
  );
}

/** An IPv4 or IPv6 literal, or a name without a dot such as localhost. */
export function isAddressLiteral(hostname: string): boolean {
  return hostname.startsWith("[") || !hostname.includes(".") || /^\d+(\.\d+){3}$/.test(hostname);
}
