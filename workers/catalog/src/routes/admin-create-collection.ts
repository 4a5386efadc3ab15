/** `POST /api/admin/catalog/collections`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { createCollection } from "../verbs/write-collection.ts";
import type { Route } from "./route.ts";

export const adminCreateCollection: Route<"adminCreateCollection"> = async (c, { body, write }) => {
  const made = await createCollection(c.var.deps, body, write);
  if (!made.ok) return made;
  return versioned(201, made.value, {
    location: `/api/admin/catalog/collections/${made.value.id}`,
  });
};
