/** Delivery addresses of a member: the Korean form and the international one. */
import { z } from "zod";
import { idOf, MemberId } from "./ids.ts";
import { operations } from "./operation.ts";
import { line } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Parses the id of an address. */
export const AddressId = idOf("address");
/** Most addresses that one member keeps. */
export const ADDRESSES_MAX = 20;

const common = {
  recipient: line(80),
  phone: z.string().regex(/^\+?[0-9][0-9 -]{6,18}[0-9]$/, "must be a telephone number"),
  /** Makes this the default; the first address is it anyway. A default only moves, so false takes nothing away. */
  isDefault: z.boolean().default(false),
};

/** Postcode of five digits, road-name address, detail such as building and flat. */
export const KoreanAddressInput = z.strictObject({
  ...common,
  country: z.literal("KR"),
  postcode: z.string().regex(/^\d{5}$/, "must be five digits"),
  line1: line(120).describe("Road-name address"),
  line2: line(120).nullable().default(null).describe("Building, floor, flat"),
});

/** Any other country, by its ISO 3166-1 code; not every country has postcodes or regions. */
export const InternationalAddressInput = z.strictObject({
  ...common,
  country: z.string().regex(/^(?!KR$)[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code"),
  postcode: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 -]{1,10}[A-Za-z0-9]$/, "must be a postcode")
    .nullable()
    .default(null),
  line1: line(120),
  line2: line(120).nullable().default(null),
  city: line(80),
  region: line(80).nullable().default(null),
});

/** Parses an address as it is written: the Korean form for `KR`, else the international one. */
export const AddressInput = z.union([KoreanAddressInput, InternationalAddressInput]);
/** A parsed `AddressInput`. */
export type AddressInput = z.infer<typeof AddressInput>;

/** Describes an address as it is read. */
export const Address = z
  .object({
    id: AddressId,
    recipient: z.string(),
    phone: z.string(),
    country: z.string(),
    postcode: z.string().nullable(),
    line1: z.string(),
    line2: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    isDefault: z.boolean(),
    version: z.int().positive().describe("Grows with every change; the ETag"),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Address" });
/** A parsed `Address`. */
export type Address = z.infer<typeof Address>;

/** Describes all addresses of a member, the default first. */
export const AddressList = z.object({ items: z.array(Address) });

const tag = "Addresses";
const one = z.object({ id: MemberId });
const oneAddress = z.object({ id: MemberId, addressId: AddressId });
export const addressOperations = operations(tag, {
  listAddresses: {
    method: "get",
    path: "/api/members/{id}/addresses",
    summary: "List addresses, the default first (self or admin)",
    credential: "bearer",
    right: "own",
    params: one,
    responses: { 200: AddressList },
    errors: [],
  },
  createAddress: {
    method: "post",
    path: "/api/members/{id}/addresses",
    summary: "Add an address (self or admin)",
    credential: "bearer",
    right: "own",
    idempotency: "optional",
    params: one,
    body: AddressInput,
    responses: { 201: Address },
    headers: ["ETag", "Location"],
    errors: ["addresses_full"],
  },
  getAddress: {
    method: "get",
    path: "/api/members/{id}/addresses/{addressId}",
    summary: "Read an address (self or admin)",
    credential: "bearer",
    right: "own",
    params: oneAddress,
    responses: { 200: Address },
    headers: ["ETag"],
    errors: [],
  },
  replaceAddress: {
    method: "put",
    path: "/api/members/{id}/addresses/{addressId}",
    summary: "Replace an address (self or admin)",
    credential: "bearer",
    right: "own",
    idempotency: "optional",
    params: oneAddress,
    body: AddressInput,
    responses: { 200: Address },
    ifMatch: true,
    headers: ["ETag"],
    errors: [],
  },
  deleteAddress: {
    method: "delete",
    path: "/api/members/{id}/addresses/{addressId}",
    summary: "Delete an address; another becomes the default (self or admin)",
    credential: "bearer",
    right: "own",
    idempotency: "optional",
    params: oneAddress,
    responses: { 204: null },
    ifMatch: true,
    errors: [],
  },
});
