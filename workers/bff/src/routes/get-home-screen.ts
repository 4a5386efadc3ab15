/** `GET /api/home`: one question to each service, all at once; then one more for a member with a cart. */
import { readBearer } from "@edgemart/worker-kit/bearer";
import { reply } from "@edgemart/worker-kit/reply";
import { findPersonalPart, NO_MEMBER } from "../verbs/find-personal-part.ts";
import { homeView } from "../views/home.ts";
import { publicMarks } from "./public-marks.ts";
import type { Route } from "./route.ts";

/** Answers with the home screen; with a token it has the member's part too. */
export const getHomeScreen: Route<"getHomeScreen"> = async (c, { query }) => {
  const { lang } = query;
  const { deps } = c.var;
  const bearer = readBearer(c.req.header("authorization"));
  const shop = await deps.shop();
  const [catalog, { member, similar }] = await Promise.all([
    shop.home(lang),
    bearer.kind === "token" ? findPersonalPart(deps.members, shop, bearer.token, lang) : NO_MEMBER,
  ]);
  const screen = homeView(lang, catalog, member, similar);
  const isPublic = bearer.kind === "none";
  return reply(200, screen, isPublic ? publicMarks(shop.generation, screen.degraded) : {});
};
