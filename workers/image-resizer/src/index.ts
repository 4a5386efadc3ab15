/** Door of the image CDN. */
import { createImageApp } from "./app.ts";
import { answerFromMemory } from "./routes/from-memory.ts";

const app = createImageApp();

export default {
  fetch(request, env, ctx) {
    return answerFromMemory(request) ?? app.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;
