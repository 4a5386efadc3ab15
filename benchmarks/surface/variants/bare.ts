/** (0) The least that answers: reads what must be read, validates nothing. */
import { bench } from "./bench.ts";
import { createThing, listThings, readThing } from "./things.ts";

export default bench({
  async fetch(request) {
    if (request.method !== "GET") return Response.json(createThing(await request.json(), null));
    return Response.json(
      request.url.includes("thg_") ? readThing("thg_00000001") : listThings({ limit: 24 }),
    );
  },
});
