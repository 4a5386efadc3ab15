/** Folds a client's address into the prefix that limits count by: IPv4 /32, IPv6 /64. Pure. */

/** Represents an address that is missing or unreadable. It is no bucket: anyone could fill one that all share. */
export const UNKNOWN_PREFIX = "unknown";

/**
 * Gives the prefix of an address; IPv4 written as IPv6 counts as IPv4.
 *
 * @param address value of `cf-connecting-ip`; the only header of the edge that is read (auth 30)
 */
export function addressPrefix(address: string | null | undefined): string {
  if (!address || address.length > 45) return UNKNOWN_PREFIX;
  if (isIpv4(address)) return `${address}/32`;
  const groups = ipv6Groups(address);
  if (!groups) return UNKNOWN_PREFIX;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) {
    const [high = 0, low = 0] = groups.slice(6);
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}/32`;
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** Reads a prefix as `addressPrefix` writes it; null for every other text. */
export function readPrefix(text: string | null | undefined): string | null {
  const address = /^(.{1,45})\/(32|64)$/.exec(text ?? "")?.[1];
  return address !== undefined && addressPrefix(address) === text ? text : null;
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256)
  );
}

function ipv6Groups(text: string): number[] | null {
  // The URL parser knows every spelling and compresses zeros its own one way; its dotted tail becomes hex.
  const url = `http://[${text}]`;
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !URL.canParse(url)) return null;
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array(zeros).fill("0"), ...right].map((group) => Number.parseInt(group, 16));
}
