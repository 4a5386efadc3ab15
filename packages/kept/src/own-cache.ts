/** The data centre's cache under names of this Worker's own public host, and under no other. */

type Place = Pick<Cache, "match" | "put" | "delete">;

/**
 * Wraps a cache so that it takes paths, and names them under the Worker's own public origin.
 *
 * The Cache API resolves a foreign host name before it looks, and on one that is not the zone's it is dead
 * (operations 71). The origin is configured: a `Host` that a caller writes names nothing.
 *
 * @param prefix begins with `/`, where the Worker has no address
 * @throws RangeError for a key that would leave origin or prefix
 */
export function ownCache(cache: () => Place | Promise<Place>, origin: string, prefix: string) {
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
