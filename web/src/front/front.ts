/** What the front door is given: the pages it surrounds, where they are kept, and what they must be of. */
import type { WebConfig } from "../env.ts";
import type { PageStore } from "./page-store.ts";

/** The surroundings of the pages: Next behind OpenNext in the Worker, `next dev` on a laptop, a function in tests. */
export interface Front {
  config: WebConfig;
  /**
   * Finished pages. Null in front of Next's development server: every request renders, its error pages come through,
   * and no script policy is set, because it evaluates code and speaks WebSocket.
   */
  pages: PageStore | null;
  /** @param hear is called with the generation of each answer of the gateway that the page is made of */
  render(request: Request, hear?: (generation: string) => void): Promise<Response>;
  /** What kept pages must be of. */
  generation(): Promise<string>;
  /** Lets work go on after the answer. */
  waitUntil(work: Promise<unknown>): void;
}
