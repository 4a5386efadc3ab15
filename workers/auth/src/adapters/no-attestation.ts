/**
 * Takes the place of the ASN.1 and X.509 packages in the bundle. SimpleWebAuthn reads certificates of an attestation with
 * them, and `attestation: none` brings none: a registration that comes with them is refused. Of ASN.1 it needs the
 * signature of an elliptic key alone.
 */
import { readEcdsaSignature } from "../core/ecdsa-signature.ts";

const NOT_READ = "certificates of authenticators are not read";

/** @throws always: nothing may make one */
class Absent {
  constructor() {
    throw new Error(NOT_READ);
  }
}

/** Names the one structure that is read. */
class ECDSASigValue {}

const AsnParser = {
  /** @throws Error for every other structure, and for bytes that are not a signature */
  parse(bytes: Uint8Array, structure: unknown) {
    if (structure !== ECDSASigValue) throw new Error(NOT_READ);
    return readEcdsaSignature(bytes);
  },
};

const ABSENT = "absent";

export {
  ABSENT as id_ce_basicConstraints,
  ABSENT as id_ce_extKeyUsage,
  ABSENT as id_ce_keyDescription,
  ABSENT as id_ce_subjectAltName,
  ABSENT as id_ecdsaWithSHA256,
  ABSENT as id_ecdsaWithSHA384,
  ABSENT as id_ecdsaWithSHA512,
  ABSENT as id_ecPublicKey,
  ABSENT as id_ml_dsa_44,
  ABSENT as id_ml_dsa_65,
  ABSENT as id_ml_dsa_87,
  ABSENT as id_rsaEncryption,
  ABSENT as id_secp256r1,
  ABSENT as id_secp384r1,
  ABSENT as id_sha1WithRSAEncryption,
  ABSENT as id_sha256WithRSAEncryption,
  ABSENT as id_sha384WithRSAEncryption,
  ABSENT as id_sha512WithRSAEncryption,
  Absent as AuthorityKeyIdentifierExtension,
  Absent as BasicConstraints,
  Absent as Certificate,
  Absent as CRLDistributionPointsExtension,
  Absent as ECParameters,
  Absent as ExtendedKeyUsage,
  Absent as KeyDescription,
  Absent as OctetString,
  Absent as RSAPublicKey,
  Absent as SubjectAlternativeName,
  Absent as SubjectKeyIdentifierExtension,
  Absent as X509Certificate,
  Absent as X509ChainBuilder,
  Absent as X509Crl,
  AsnParser,
  ECDSASigValue,
};
