/** The details of an entry of a timeline in words: amounts, times and names as people read them. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import type { TimelineEntry } from "@edgemart/contracts/order-administration";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/fill.ts";
import { dataWord } from "../parts/data-word.ts";

interface Ways {
  lang: Locale;
  currency: Money["currency"];
  texts: Messages["admin"]["timeline"]["details"];
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;

/** Writes each value with its name; what is empty, zero of a count, or not so is left out. */
export function timelineDetails(data: TimelineEntry["data"], ways: Ways): string {
  return Object.entries(data)
    .flatMap(([name, value]) => detailOf(name, value, ways))
    .join(" · ");
}

function detailOf(name: string, value: TimelineEntry["data"][string], ways: Ways): string[] {
  if (value === null || value === "" || value === false) return [];
  if (value === 0 && COUNTS.has(name)) return [];
  const word = dataWord(name, ways.texts);
  return value === true ? [word] : [`${word}: ${textOf(name, value, ways)}`];
}

/** Of these, none is nothing to say. */
const COUNTS = new Set(["refusals", "tries", "pointAmount", "points"]);

function textOf(name: string, value: string | number, { lang, currency }: Ways): string {
  if (typeof value === "number") {
    const isMoney = name.endsWith("Minor");
    if (isMoney) return formatMoney({ amountMinor: value, currency }, lang);
    return value.toLocaleString(lang);
  }
  const isTime = TIME.test(value) && !Number.isNaN(Date.parse(value));
  return isTime ? shownTime(new Date(value).toISOString(), lang, "second") : value;
}
