/** A season of events: one in each state, by days from the day it is loaded. Names are invented. */

/** A demo event. Times are at the venue, in Korea; days count from today. */
export interface SeedEvent {
  readonly slug: string;
  readonly title: { readonly ko: string; readonly en: string };
  readonly venue: { readonly ko: string; readonly en: string };
  readonly body: { readonly ko: string; readonly en: string };
  readonly sale: {
    readonly opens: readonly [day: number, time: string];
    readonly closes: readonly [day: number, time: string];
  };
  readonly starts: readonly [day: number, time: string];
  /** Minutes from the start to the end. */
  readonly minutes: number;
  readonly perMember: number;
  readonly is?: "draft" | "cancelled" | "postponed";
  readonly hasRoom?: true;
}

const HANGANG = { ko: "한강 노을홀", en: "Hangang Sunset Hall" };
const NAMSAN = { ko: "남산 작은극장", en: "Namsan Little Theatre" };
const HAEUNDAE = { ko: "해운대 바람마당", en: "Haeundae Wind Square" };

/** All of them. */
export const events: readonly SeedEvent[] = [
  {
    slug: "winter-night-concert",
    title: { ko: "겨울밤 음악회", en: "Winter night concert" },
    venue: HANGANG,
    body: {
      ko: "현악 사중주와 첼로 독주로 꾸미는 두 시간. 중간 휴식은 20분입니다.",
      en: "Two hours of a string quartet and a solo cello, with an interval of 20 minutes.",
    },
    sale: { opens: [-3, "20:00"], closes: [24, "18:00"] },
    starts: [24, "19:30"],
    minutes: 150,
    perMember: 4,
  },
  {
    slug: "lantern-festival-opening",
    title: { ko: "등불축제 개막 공연", en: "Opening of the lantern festival" },
    venue: HAEUNDAE,
    body: {
      ko: "예매가 시작되면 대기실에서 순서대로 입장합니다. 먼저 모인 분들의 순서는 추첨으로 정합니다.",
      en: "The sale is entered through a waiting room. Those who gather before it opens are drawn by lot.",
    },
    sale: { opens: [-1, "20:00"], closes: [40, "18:00"] },
    starts: [40, "18:30"],
    minutes: 120,
    perMember: 2,
    hasRoom: true,
  },
  {
    slug: "spring-dance-premiere",
    title: { ko: "봄의 춤 초연", en: "Dances of spring, first night" },
    venue: NAMSAN,
    body: { ko: "무용수 여덟 명의 새 작품.", en: "A new piece for eight dancers." },
    sale: { opens: [14, "11:00"], closes: [75, "18:00"] },
    starts: [75, "19:00"],
    minutes: 90,
    perMember: 4,
  },
  {
    slug: "jazz-by-the-river",
    title: { ko: "강가의 재즈", en: "Jazz by the river" },
    venue: HANGANG,
    body: { ko: "예매가 끝났습니다.", en: "The sale has ended." },
    sale: { opens: [-30, "12:00"], closes: [-1, "18:00"] },
    starts: [2, "20:00"],
    minutes: 120,
    perMember: 4,
  },
  {
    slug: "autumn-piano-recital",
    title: { ko: "가을 피아노 독주회", en: "Autumn piano recital" },
    venue: NAMSAN,
    body: { ko: "지난 공연입니다.", en: "This evening is over." },
    sale: { opens: [-90, "12:00"], closes: [-40, "18:00"] },
    starts: [-40, "19:30"],
    minutes: 100,
    perMember: 4,
  },
  {
    slug: "open-air-opera",
    title: { ko: "야외 오페라", en: "Open-air opera" },
    venue: HAEUNDAE,
    body: { ko: "무대 안전 문제로 취소되었습니다.", en: "Cancelled for the safety of the stage." },
    sale: { opens: [-20, "12:00"], closes: [29, "18:00"] },
    starts: [30, "18:00"],
    minutes: 180,
    perMember: 4,
    is: "cancelled",
  },
  {
    slug: "choir-of-a-hundred",
    title: { ko: "백 명의 합창", en: "Choir of a hundred" },
    venue: HANGANG,
    body: { ko: "새 날짜는 정해지는 대로 알려드립니다.", en: "The new date will be announced." },
    sale: { opens: [-20, "12:00"], closes: [19, "18:00"] },
    starts: [20, "19:30"],
    minutes: 120,
    perMember: 4,
    is: "postponed",
  },
  {
    slug: "new-year-gala",
    title: { ko: "새해 갈라 콘서트", en: "New Year gala" },
    venue: HANGANG,
    body: { ko: "준비 중입니다.", en: "In preparation." },
    sale: { opens: [20, "20:00"], closes: [59, "18:00"] },
    starts: [60, "19:30"],
    minutes: 150,
    perMember: 4,
    is: "draft",
  },
];
