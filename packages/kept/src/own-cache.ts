/** The data centre's cache under names of this Worker's own public host, and under no other. */

type Place = Pick<Cache, "match" | "put" | "delete">;

/** As the platform's, by keys in place of addresses. */
export interface OwnCache {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  delete(key: string): Promise<boolean>;
}

/**
 * Wraps a cache so that it takes paths, and names them under the Worker's own public origin.
 *
 * The Cache API resolves a foreign host name before it looks, and on one that is not the zone's it is dead
 * (operations 71). The origin is configured: a `Host` that a caller writes names nothing.
 *
 * @param prefix begins with `/`, where the Worker has no address
 * @throws RangeError for an origin no Worker has, and for a key that would leave origin or prefix
 */
export function ownCache(
  cache: () => Place | Promise<Place>,
  origin: string,
  prefix: string,
): OwnCache {
  // Top-level names that never lead to a zone (RFC 6761).
  const isPublic =
    /^https?:\/\/[^/@?#]+$/.test(origin) && !/\.(invalid|test|local)(:\d+)?$/.test(origin);
  if (!isPublic) throw new RangeError("the cache's origin is not this Worker's own");
  const addressOf = (key: string): string => {
    const address = new URL(`${origin}${prefix}${key}`);
    const isOwn = address.origin === origin && address.pathname.startsWith(prefix);
    if (!isOwn) throw new RangeError("a cache key names a foreign address");
    return address.href;
  };
  return {
    match: async (key: string) => (await cache()).match(addressOf(key)),
    put: async (key: string, response: Response) => (await cache()).put(addressOf(key), response),
    delete: async (key: string) => (await cache()).delete(addressOf(key)),
  };
}
