/** Loaded before Next: gives the storefront's server code in Node the bindings it has in a Worker. Reads `BENCH_BINDINGS`. */
const { vars, gateway } = JSON.parse(process.env.BENCH_BINDINGS);

const env = {
  ...vars,
  GATEWAY: {
    fetch(address, init) {
      const { pathname, search } = new URL(address);
      return fetch(`${gateway}${pathname}${search}`, init);
    },
  },
};
globalThis[Symbol.for("__cloudflare-context__")] = { env, ctx: { waitUntil() {} }, cf: {} };
