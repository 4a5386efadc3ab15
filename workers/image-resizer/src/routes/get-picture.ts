/** `GET /`, `/i/…`, `/info`, `/info/<id>`: a picture in the asked size, or what is known of it. */
import { problem } from "@edgemart/worker-kit/create-app";
import { serveAnswer } from "../verbs/serve-answer.ts";
import { answerTo } from "./answer.ts";
import { readTarget } from "./read-target.ts";
import type { PictureRoute } from "./route.ts";

export const getPicture: PictureRoute = async (c) => {
  const { config, deps } = c.var;
  const target = await readTarget(c.req.url, c.req.header("accept"), config, deps);
  if (!target.ok) return problem(c, target.error);
  const served = await serveAnswer(target.value, deps);
  return served.ok ? answerTo(c.req.raw, target.value, served.value) : problem(c, served.error);
};
