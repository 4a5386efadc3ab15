/** Texts of an order's receipt, in English. */
import type { ReceiptMessages } from "./receipt.ko.ts";

/** Holds the texts of receipts in English. */
export const receiptEn: ReceiptMessages = {
  title: "Receipt",
  supply: "Supply price",
  vat: "VAT",
  seller: "Seller",
  company: "Company",
  ceo: "Representative",
  businessNumber: "Business number",
  mailOrderNumber: "Mail-order registration",
  address: "Address",
  phone: "Telephone",
  email: "E-mail",
  item: "Item",
  unit: "Each",
  count: "Qty",
  sum: "Sum",
  means: "Paid by",
  nothingToPay: "Nothing to pay",
  noPayment: "There is no payment.",
  print: "Print",
  back: "See the order",
  none: "There is no receipt yet",
  noneText: "Once the order is paid you can print its receipt here.",
};
