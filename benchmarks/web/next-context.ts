/** Loaded before `next start`: gives its pages what OpenNext's Worker gives them, with the gateway over HTTP. */
const api = process.env.BENCH_API ?? "";
const env: Record<string, unknown> = {
  ...(JSON.parse(process.env.BENCH_VARS ?? "{}") as Record<string, unknown>),
  GATEWAY: {
    fetch(url: string, init: RequestInit) {
      const { pathname, search } = new URL(url);
      return fetch(`${api}${pathname}${search}`, init);
    },
  },
};
// The symbol of @opennextjs/cloudflare's `getCloudflareContext`.
Object.assign(globalThis, { [Symbol.for("__cloudflare-context__")]: { env, ctx: {}, cf: {} } });
