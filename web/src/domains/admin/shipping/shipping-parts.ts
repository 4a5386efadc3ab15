/** The small forms of the page of delivery fees, by their parts. Pure. */
import type { AdminShippingMethod, RemoteArea } from "@edgemart/contracts/order-terms";

/** Names the form of a delivery method, by the beginning of its id: a part has 40 characters at most. */
export function methodPart(id: string): string {
  return `method-${id}`.slice(0, 40);
}

/** Names the form of an area. */
export function areaPart(range: string): string {
  return `area-${range}`;
}

/** Lists the forms that the page shows. */
export function shippingParts(
  methods: readonly AdminShippingMethod[],
  areas: readonly RemoteArea[],
): string[] {
  return [
    ...["create", "put"],
    ...methods.map(({ id }) => methodPart(id)),
    ...areas.map(({ from, to }) => areaPart(`${from}-${to}`)),
  ];
}
