/** The door of a variant: answers as it is, or answers itself many times within one request, so that no socket is measured. */

interface App {
  fetch(request: Request, env: object, ctx: ExecutionContext): Response | Promise<Response>;
}

const THING = JSON.stringify({ name: "Cup", priceMinor: 9_000, tags: ["kitchen", "new"] });
const JSON_HEADERS = { "content-type": "application/json" };
const AT = "https://surface.example/api/things";
const REQUESTS: Record<string, () => Request> = {
  read: () => new Request(`${AT}/thg_00000001?lang=en`),
  list: () => new Request(`${AT}?limit=24`),
  create: () =>
    new Request(AT, {
      method: "POST",
      headers: { ...JSON_HEADERS, "idempotency-key": "8e03978e-40d5-43dd-bc93-6894a57f9324" },
      body: THING,
    }),
  replace: () =>
    new Request(`${AT}/thg_00000001`, {
      method: "PUT",
      headers: { ...JSON_HEADERS, "if-match": '"3"' },
      body: THING,
    }),
};

/** Adds `/times/<operation>/<count>` to an app: `{ok}` counts the answers of 2xx. */
export function bench(app: App) {
  return {
    async fetch(request: Request, env: object, ctx: ExecutionContext): Promise<Response> {
      const [, word, operation = "", count] = new URL(request.url).pathname.split("/");
      const make = REQUESTS[operation];
      if (word !== "times" || !make) return app.fetch(request, env, ctx);
      let good = 0;
      for (let at = 0; at < Number(count); at++) {
        const answer = await app.fetch(make(), env, ctx);
        await answer.text();
        if (answer.ok) good++;
      }
      return Response.json({ ok: good });
    },
  };
}
