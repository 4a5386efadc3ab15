import { describe, expect, test } from "vitest";
import { fulfilmentOf } from "./after-view.ts";

type Order = Parameters<typeof fulfilmentOf>[0];

const lines = (cancelled: number, shipped: number) =>
  [{ quantity: 3, cancelled, shipped }] as Order["lines"];
const parcels = (...states: string[]) => states.map((state) => ({ state })) as Order["shipments"];

describe("orders 25: fulfilment is derived from parcels and units", () => {
  test.each([
    ["nothing packed", lines(0, 0), parcels(), "none"],
    ["unpacked again", lines(0, 0), parcels("VOID"), "none"],
    ["packed", lines(0, 3), parcels("PREPARING"), "preparing"],
    ["some units sent", lines(0, 2), parcels("SHIPPED"), "part_shipped"],
    ["one parcel sent, one packed", lines(0, 3), parcels("SHIPPED", "PREPARING"), "part_shipped"],
    ["some arrived, some not sent", lines(0, 2), parcels("DELIVERED"), "part_shipped"],
    ["all sent", lines(0, 3), parcels("SHIPPED"), "shipped"],
    ["all that was not cancelled sent", lines(1, 2), parcels("SHIPPED", "VOID"), "shipped"],
    ["one arrived, one on its way", lines(0, 3), parcels("DELIVERED", "SHIPPED"), "shipped"],
    ["all arrived", lines(1, 2), parcels("DELIVERED", "DELIVERED"), "delivered"],
  ] as const)("%s: %4$s", (_name, ofLines, ofParcels, fulfilment) => {
    expect(fulfilmentOf({ lines: ofLines, shipments: ofParcels })).toBe(fulfilment);
  });
});
