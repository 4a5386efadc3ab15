/** 400 demo members; deterministic, reserved domains only (RFC 2606), no passwords. */
import { chance } from "@edgemart/demo-pictures/drawing/geometry";

/** A demo member. */
export interface SeedMember {
  /** Lower-case ASCII, at example.com or example.kr. */
  readonly email: string;
  readonly name: string;
  readonly locale: "ko" | "en";
  readonly createdAt: string;
}

const FAMILY = [
  ["김", "kim"],
  ["이", "lee"],
  ["박", "park"],
  ["최", "choi"],
  ["정", "jung"],
  ["강", "kang"],
  ["조", "cho"],
  ["윤", "yoon"],
  ["장", "jang"],
  ["임", "lim"],
  ["한", "han"],
  ["오", "oh"],
  ["서", "seo"],
  ["신", "shin"],
  ["권", "kwon"],
  ["황", "hwang"],
  ["안", "ahn"],
  ["송", "song"],
  ["류", "ryu"],
  ["홍", "hong"],
] as const;

const GIVEN = [
  ["민준", "minjun"],
  ["서연", "seoyeon"],
  ["도윤", "doyun"],
  ["지우", "jiwoo"],
  ["하준", "hajun"],
  ["서윤", "seoyun"],
  ["은우", "eunwoo"],
  ["하은", "haeun"],
  ["지호", "jiho"],
  ["수아", "sua"],
  ["준서", "junseo"],
  ["예린", "yerin"],
  ["현우", "hyunwoo"],
  ["다인", "dain"],
  ["유진", "yujin"],
  ["태오", "taeo"],
  ["나은", "naeun"],
  ["시우", "siwoo"],
  ["가람", "garam"],
  ["보라", "bora"],
] as const;

const ABROAD = [
  "Emma Lindqvist",
  "Noah Bennett",
  "Sofia Marin",
  "Lucas Moreau",
  "Mia Hoffmann",
  "Oliver Grant",
  "Hana Sato",
  "Ren Ito",
  "Isabella Rossi",
  "Mateo Alvarez",
  "Freya Nielsen",
  "Liam Walsh",
  "Chloe Dubois",
  "Ethan Cole",
  "Ines Carvalho",
  "Jonas Weber",
  "Amara Okafor",
  "Priya Nair",
  "Arjun Mehta",
  "Grace Liu",
] as const;

const COUNT = 400;
const NEWEST = Date.UTC(2026, 10, 1);

/** All demo members, the same each time. */
export const members: readonly SeedMember[] = Array.from({ length: COUNT }, (_, index) =>
  memberAt(index),
);

function memberAt(index: number): SeedMember {
  const random = chance(`member/${index}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const abroad = index % 5 === 4;
  const createdAt = new Date(NEWEST - Math.floor(random() * 730 * 86_400) * 1000).toISOString();
  const suffix = String(index + 1).padStart(3, "0");
  if (abroad) {
    const name = pick(ABROAD);
    const local = name.toLowerCase().replaceAll(" ", ".");
    return { email: `${local}.${suffix}@example.com`, name, locale: "en", createdAt };
  }
  const [family, familyLatin] = pick(FAMILY);
  const [given, givenLatin] = pick(GIVEN);
  const domain = random() < 0.5 ? "example.com" : "example.kr";
  return {
    email: `${givenLatin}.${familyLatin}${suffix}@${domain}`,
    name: family + given,
    locale: "ko",
    createdAt,
  };
}
