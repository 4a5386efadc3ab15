/** The administration of orders, by the policy its operations share at the gateway. Longer than 250 lines: one API is read in one place. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE, listing } from "./admin-operations.ts";
import { deadMessageOperations } from "./dead-messages.ts";
import { ChangeId, OrderId, ShipmentId } from "./ids.ts";
import { operations } from "./operation.ts";
import { CouponCode } from "./order.ts";
import {
  AdminAccountInput,
  AdminCancelInput,
  AdminOrder,
  AdminOrderCard,
  AdminOrderListQuery,
  GoodwillInput,
  OptionalReasonInput,
  ReasonInput,
  Timeline,
} from "./order-administration.ts";
import { ReceiptInput, ReturnInput, ShipInput, ShipmentInput } from "./order-fulfilment.ts";
import {
  AdminCoupon,
  AdminShippingMethod,
  CouponCreate,
  CouponPatch,
  RemoteArea,
  ShippingMethodCreate,
  ShippingMethodId,
  ShippingMethodPatch,
} from "./order-terms.ts";
import { keysetPageOf } from "./page.ts";

const tag = "Orders administration";
const base = "/api/admin/orders";
const one = z.object({ id: OrderId });
const oneChange = one.extend({ changeId: ChangeId });
const oneShipment = one.extend({ shipmentId: ShipmentId });
const oneCoupon = z.object({ code: CouponCode });
const oneMethod = z.object({ id: ShippingMethodId });

/** A write on one order, answered with the order as it is then. */
const acting = {
  ...ADMIN_WRITE,
  method: "post",
  responses: { 200: AdminOrder, 202: AdminOrder },
  headers: ["ETag"],
} as const;
const CONFLICTS = ["not_found", "order_state_conflict"] as const;

/** Operations of staff on orders. */
export const orderAdministrationGroups = {
  orderRecords: operations(tag, {
    adminListOrders: {
      ...ADMIN,
      method: "get",
      path: base,
      summary: "Orders, newest first",
      query: AdminOrderListQuery,
      responses: { 200: keysetPageOf(AdminOrderCard) },
      errors: [],
    },
    adminGetOrder: {
      ...ADMIN,
      method: "get",
      path: `${base}/{id}`,
      summary: "An order and what staff may do with it now",
      params: one,
      responses: { 200: AdminOrder },
      headers: ["ETag"],
      errors: [],
    },
  }),
  orderTimeline: operations(tag, {
    adminGetOrderTimeline: {
      ...ADMIN,
      method: "get",
      path: `${base}/{id}/timeline`,
      summary: "All that happened to an order, in every Worker, oldest first",
      params: one,
      responses: { 200: Timeline },
      errors: [],
    },
  }),
  orderAdministration: operations(tag, {
    adminCancelOrder: {
      ...acting,
      path: `${base}/{id}/cancel`,
      summary: "Cancel an order, or units of it that are not in a parcel",
      fresh: true,
      params: one,
      body: AdminCancelInput,
      errors: [...CONFLICTS, "refund_account_required"],
    },
    adminGiveGoodwill: {
      ...acting,
      path: `${base}/{id}/goodwill`,
      summary: "Give money back without units",
      fresh: true,
      params: one,
      body: GoodwillInput,
      errors: [...CONFLICTS, "refund_account_required", "refund_exceeds_balance"],
    },
    adminGiveRefundAccount: {
      ...acting,
      path: `${base}/{id}/changes/{changeId}/account`,
      summary: "Name the account that a refund waits for",
      fresh: true,
      params: oneChange,
      body: AdminAccountInput,
      errors: CONFLICTS,
    },
    adminClearAttention: {
      ...acting,
      path: `${base}/{id}/clear`,
      summary: "Say that what needed a person is settled",
      fresh: true,
      params: one,
      body: ReasonInput,
      errors: CONFLICTS,
    },
    adminDriveOrder: {
      ...acting,
      path: `${base}/{id}/drive`,
      summary: "Do now what is owed to an order and its changes",
      params: one,
      body: OptionalReasonInput,
      errors: CONFLICTS,
    },
  }),
  fulfilment: operations(tag, {
    adminPrepareShipment: {
      ...acting,
      path: `${base}/{id}/shipments`,
      summary: "Pack a parcel",
      params: one,
      body: ShipmentInput,
      errors: CONFLICTS,
    },
    adminShip: {
      ...acting,
      path: `${base}/{id}/shipments/{shipmentId}/ship`,
      summary: "Say that a parcel was handed to its carrier",
      params: oneShipment,
      body: ShipInput,
      errors: CONFLICTS,
    },
    adminDeliver: {
      ...acting,
      path: `${base}/{id}/shipments/{shipmentId}/deliver`,
      summary: "Say that a parcel has arrived",
      params: oneShipment,
      body: OptionalReasonInput,
      errors: CONFLICTS,
    },
    adminVoidShipment: {
      ...acting,
      path: `${base}/{id}/shipments/{shipmentId}/void`,
      summary: "Unpack a parcel that was not handed over",
      params: oneShipment,
      body: OptionalReasonInput,
      errors: CONFLICTS,
    },
    adminOpenReturn: {
      ...acting,
      path: `${base}/{id}/returns`,
      summary: "Open a return for an owner",
      fresh: true,
      params: one,
      body: ReturnInput,
      errors: [...CONFLICTS, "return_window_closed", "refund_account_required"],
    },
    adminApproveReturn: {
      ...acting,
      path: `${base}/{id}/returns/{changeId}/approve`,
      summary: "Agree to a return: the goods may come",
      params: oneChange,
      body: OptionalReasonInput,
      errors: CONFLICTS,
    },
    adminRejectReturn: {
      ...acting,
      path: `${base}/{id}/returns/{changeId}/reject`,
      summary: "Refuse a return",
      params: oneChange,
      body: ReasonInput,
      errors: CONFLICTS,
    },
    adminReceiveReturn: {
      ...acting,
      path: `${base}/{id}/returns/{changeId}/receive`,
      summary: "Say what arrived and what of it can be sold again: the money of it goes back",
      fresh: true,
      params: oneChange,
      body: ReceiptInput,
      errors: CONFLICTS,
    },
  }),
  coupons: operations(tag, {
    adminListCoupons: listing(`${base}/coupons`, "Coupons, newest first", AdminCoupon),
    adminCreateCoupon: {
      ...ADMIN_WRITE,
      method: "post",
      path: `${base}/coupons`,
      summary: "Make a coupon",
      fresh: true,
      body: CouponCreate,
      responses: { 201: AdminCoupon },
      headers: ["ETag"],
      errors: ["slug_taken", "not_found"],
    },
    adminChangeCoupon: {
      ...ADMIN_WRITE,
      method: "patch",
      path: `${base}/coupons/{code}`,
      summary: "Change a coupon, or switch it off",
      fresh: true,
      ifMatch: true,
      params: oneCoupon,
      body: CouponPatch,
      responses: { 200: AdminCoupon },
      headers: ["ETag"],
      errors: [],
    },
  }),
  shipping: operations(tag, {
    adminGetShipping: {
      ...ADMIN,
      method: "get",
      path: `${base}/shipping`,
      summary: "Ways of delivery, their fees and the areas that cost more",
      responses: {
        200: z.object({ methods: z.array(AdminShippingMethod), areas: z.array(RemoteArea) }),
      },
      errors: [],
    },
    adminCreateShippingMethod: {
      ...ADMIN_WRITE,
      method: "post",
      path: `${base}/shipping/methods`,
      summary: "Make a way of delivery",
      fresh: true,
      body: ShippingMethodCreate,
      responses: { 201: AdminShippingMethod },
      headers: ["ETag"],
      errors: ["slug_taken", "not_found"],
    },
    adminChangeShippingMethod: {
      ...ADMIN_WRITE,
      method: "patch",
      path: `${base}/shipping/methods/{id}`,
      summary: "Change a way of delivery; orders that were placed keep their fee",
      fresh: true,
      ifMatch: true,
      params: oneMethod,
      body: ShippingMethodPatch,
      responses: { 200: AdminShippingMethod },
      headers: ["ETag"],
      errors: [],
    },
    adminPutRemoteArea: {
      ...ADMIN_WRITE,
      method: "put",
      path: `${base}/shipping/areas`,
      summary: "Add postcodes that cost more, or name them anew",
      fresh: true,
      body: RemoteArea,
      responses: { 200: RemoteArea },
      // What the key wrote before is gone again.
      errors: ["not_found"],
    },
    adminRemoveRemoteArea: {
      ...ADMIN_WRITE,
      method: "delete",
      path: `${base}/shipping/areas/{range}`,
      summary: "Postcodes no longer cost more: `63000-63644`",
      fresh: true,
      params: z.object({ range: z.string().regex(/^\d{5}-\d{5}$/) }),
      responses: { 204: null },
      errors: [],
    },
  }),
  deadMessages: deadMessageOperations(tag, `${base}/dead-messages`, "Order"),
};
