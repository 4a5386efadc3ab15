/** Finished pages of this isolate: least recently used first out, bounded in bytes. Holds bytes only, no streams. */

export interface StoredPage {
  status: number;
  /** All but those that differ from answer to answer. */
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  /** Epoch milliseconds. */
  renderedAt: number;
  /** Until when somebody is already rendering the successor. */
  renewedUntil: number;
}

export interface PageStore {
  get(key: string): StoredPage | undefined;
  put(key: string, page: StoredPage): void;
}

/** @param bytesMax all keys, headers and bodies together; one page larger than an eighth of it is not kept */
export function memoryPageStore(bytesMax: number): PageStore {
  const pages = new Map<string, StoredPage>();
  let bytes = 0;
  const drop = (key: string) => {
    const page = pages.get(key);
    if (page) bytes -= sizeOf(key, page);
    pages.delete(key);
  };
  return {
    get(key) {
      const page = pages.get(key);
      if (page) {
        pages.delete(key);
        pages.set(key, page);
      }
      return page;
    },
    put(key, page) {
      drop(key);
      const size = sizeOf(key, page);
      if (size > bytesMax / 8) return;
      pages.set(key, page);
      bytes += size;
      for (const oldest of pages.keys()) {
        if (bytes <= bytesMax) break;
        drop(oldest);
      }
    },
  };
}

/** Bytes a page takes; a character of a key or header counts as two. */
function sizeOf(key: string, page: StoredPage): number {
  let characters = key.length;
  for (const [name, value] of page.headers) characters += name.length + value.length;
  return page.body.byteLength + 2 * characters;
}
