/** Texts that the pages of orders, payments and points of the administration share, in English. */
import type { AdminSalesMessages } from "./admin-sales.ko.ts";

/** Holds the texts that the pages of orders, payments and points share, in English. */
export const adminSalesEn: AdminSalesMessages = {
  menu: "Orders and payments menu",
  parts: {
    orders: "Orders",
    coupons: "Coupons",
    shipping: "Delivery fees",
    payments: "Payments",
    differences: "Differences",
    points: "Points",
    deadMessages: "Failed messages",
  },
  all: "All",
  search: "Search",
  pages: "Pages",
  first: "Back to the first page",
  next: "Next page",
  reason: "Reason",
  passwordHelp:
    "This is an important action, so please confirm your password. For 15 minutes we will not ask again.",
  pending: "Working…",
  none: "None",
  yes: "Yes",
  no: "No",
  attention: "Needs attention",
  points: "{points} points",
  from: "From",
  to: "To",
  bank: "Bank",
  accountNumber: "Account number",
  holderName: "Account holder",
  account: "Account for the refund",
  instruments: {
    card: "Card",
    easy_pay: "Easy pay",
    transfer: "Bank transfer",
    virtual_account: "Virtual account",
    points: "Points",
  },
  services: {
    catalog: "Products and stock",
    payment: "Payments and points",
    order: "Orders",
    member: "Members",
  },
  refused: {
    order_state_conflict:
      "The state changed in the meantime, so nothing was done. Check the current state and try again.",
    precondition_failed:
      "Another administrator changed this in the meantime, so nothing was saved. Check what is stored now and try again.",
    refund_account_required:
      "This order was paid by deposit. Please enter the account for the refund.",
    refund_exceeds_balance: "This is more than can still be refunded, so nothing was done.",
    refund_not_possible: "A refund is not possible in the current state.",
    return_window_closed: "The time to return this has passed.",
    points_insufficient: "You cannot deduct more points than the member can use.",
    slug_taken: "This is already in use. Please choose another.",
    deadline_exceeded:
      "There was no answer in time, so we do not know whether this was done. Check the current state; if it was not done, send this form again as it is. The same form is processed once only.",
    upstream_failed:
      "The answer could not be read, so we do not know whether this was done. Check the current state; if it was not done, send this form again as it is. The same form is processed once only.",
    temporarily_unavailable:
      "This cannot be done right now. Check the current state, then send this form again as it is. The same form is processed once only.",
  },
  errors: {
    reason: "Please enter a reason (up to 200 characters).",
    note: "Please enter a note.",
    bank: "Please choose a bank.",
    accountNumber: "Account numbers have 6 to 20 digits.",
    holderName: "Please enter the account holder.",
    units: "Please enter a quantity of at least 1.",
    amount: "Please enter the amount as a number.",
  },
};
