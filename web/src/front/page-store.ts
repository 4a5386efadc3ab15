/** Finished pages of this isolate: least recently used first out, bounded in bytes. Holds bytes only, no streams. */

export interface StoredPage {
  status: number;
  headers: [string, string][];
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

/** @param bytesMax all bodies together; one page larger than an eighth of it is not kept */
export function memoryPageStore(bytesMax: number): PageStore {
  const pages = new Map<string, StoredPage>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= pages.get(key)?.body.byteLength ?? 0;
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
      if (page.body.byteLength > bytesMax / 8) return;
      pages.set(key, page);
      bytes += page.body.byteLength;
      for (const oldest of pages.keys()) {
        if (bytes <= bytesMax) break;
        drop(oldest);
      }
    },
  };
}
