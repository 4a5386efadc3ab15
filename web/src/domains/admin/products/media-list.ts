/** A product's list of pictures after one change. Pure. */
import type { AdminProduct } from "@edgemart/contracts/catalog-admin";

type Media = AdminProduct["media"][number];

export type MediaChange =
  | { act: "add"; picture: Media }
  | { act: "describe"; id: string; alt: Media["alt"] }
  | { act: "remove" | "earlier" | "later"; id: string };

/** Gives the new list; a picture that is not there changes nothing, one that is already there is not added again. */
export function mediaAfter(media: readonly Media[], change: MediaChange): Media[] {
  if (change.act === "add") {
    return [...media.filter(({ id }) => id !== change.picture.id), change.picture];
  }
  const at = media.findIndex(({ id }) => id === change.id);
  const found = media[at];
  if (!found) return [...media];
  const rest = media.filter((_, index) => index !== at);
  switch (change.act) {
    case "describe":
      return rest.toSpliced(at, 0, { ...found, alt: change.alt });
    case "remove":
      return rest;
    case "earlier":
      return rest.toSpliced(Math.max(0, at - 1), 0, found);
    case "later":
      return rest.toSpliced(at + 1, 0, found);
  }
}
