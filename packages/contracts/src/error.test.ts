import { expect, test } from "vitest";
import { ERRORS, errorRow, isErrorCode } from "./error.ts";

test("a code is a row of the table, and nothing else is one", () => {
  const codes = Object.keys(ERRORS);
  expect(codes.filter(isErrorCode)).toEqual(codes);
  const others = [
    "",
    "NOT_FOUND",
    "toString",
    "__proto__",
    null,
    undefined,
    404,
    ["not_found"],
    {},
  ];
  expect(others.filter(isErrorCode)).toEqual([]);
});

test("a row is found by its code", () => {
  expect(errorRow("not_found")).toBe(ERRORS.not_found);
});

test.each([
  ["payment_declined", 402, false],
  ["price_changed", 409, false],
  ["item_unavailable", 409, false],
  ["order_state_conflict", 409, false],
  ["order_already_paid", 409, false],
  ["fee_would_change", 409, false],
  ["return_window_closed", 409, false],
  ["coupon_used_up", 409, false],
  ["payment_in_progress", 409, true],
  ["payment_expired", 409, false],
  ["refund_exceeds_balance", 409, false],
  ["refund_not_possible", 409, false],
  ["points_insufficient", 409, false],
  ["stock_insufficient", 409, false],
  ["currency_mixed", 422, false],
  ["order_too_large", 422, false],
  ["shipping_unavailable", 422, false],
  ["coupon_invalid", 422, false],
  ["coupon_minimum", 422, false],
  ["payment_amount_mismatch", 422, false],
  ["payment_method_unavailable", 422, false],
  ["card_data_refused", 422, false],
  ["refund_account_required", 422, false],
  ["points_limit", 422, false],
  ["payment_gateway_unavailable", 503, true],
] as const)("orders 50: %s is %i", (code, status, retryable) => {
  const row = errorRow(code);
  expect([row.status, "retryable" in row && row.retryable === true]).toEqual([status, retryable]);
});

test.each([
  ["queue_closed", 409, false],
  ["queue_not_yet", 409, false],
  ["sale_not_open", 409, false],
  ["sale_closed", 409, false],
  ["seat_taken", 409, false],
  ["seat_gap", 409, false],
  ["seat_not_for_you", 409, false],
  ["ticket_limit", 409, false],
  ["quote_changed", 409, false],
  ["cancel_closed", 409, false],
  ["seat_in_use", 409, false],
  ["ticket_used", 409, false],
  ["ticket_transferred", 409, false],
  ["reservation_over", 409, false],
  ["hold_expired", 410, false],
  ["admission_required", 403, false],
  ["challenge_failed", 403, false],
  ["queue_not_eligible", 403, false],
  ["gate_pass_invalid", 403, false],
  ["local_time_invalid", 422, false],
  ["policy_unlawful", 422, false],
  ["layout_invalid", 422, false],
  ["basket_limit", 429, true],
  ["sale_busy", 503, true],
  ["section_loading", 503, true],
] as const)("ticketing J: %s is %i", (code, status, retryable) => {
  const row = errorRow(code);
  expect([row.status, "retryable" in row && row.retryable === true]).toEqual([status, retryable]);
});

test.each([
  ["devices_full", 409, false],
  ["push_endpoint_refused", 422, false],
  ["webhook_signature_invalid", 401, false],
  ["delivery_not_dead", 409, false],
  ["message_settled", 409, false],
  ["advertising_in_service", 422, false],
] as const)("notifications 46: %s is %i", (code, status, retryable) => {
  const row = errorRow(code);
  expect([row.status, "retryable" in row && row.retryable === true]).toEqual([status, retryable]);
});
