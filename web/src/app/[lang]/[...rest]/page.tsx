/** Every address no page has: 404 inside the shop's frame. */
import { notFound } from "next/navigation";

export default function Unknown(): never {
  notFound();
}
