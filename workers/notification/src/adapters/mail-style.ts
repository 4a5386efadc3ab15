/** The shop's look as values that mail programs understand: those of `web/src/styles/tokens.css`, light inline and dark by class. */
import type { CSSProperties } from "react";

/** Light values. */
export const INK = {
  paper: "#fcfcfa",
  surface: "#ffffff",
  sunk: "#f0f2ee",
  line: "#dde1db",
  text: "#121716",
  soft: "#4d5855",
  accent: "#0a5a4b",
  onAccent: "#f6fbf8",
} as const;

/** Dark values, for programs that ask for them. */
const NIGHT = {
  paper: "#0f1312",
  surface: "#171d1b",
  sunk: "#1a2120",
  line: "#2c3532",
  text: "#eef2ef",
  soft: "#a8b3ae",
  accent: "#8dd6be",
  onAccent: "#06251d",
} as const;

const FONT =
  'Pretendard, -apple-system, BlinkMacSystemFont, "Apple SD Gothic Neo", "Segoe UI", Roboto, "Noto Sans KR", "Malgun Gothic", Arial, sans-serif';

/** Rules for the dark scheme, and for lines that must break. */
export const DARK_CSS = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
td { overflow-wrap: anywhere; word-break: keep-all; }
@media (prefers-color-scheme: dark) {
  body, body > table > tbody > tr > td { background-color: ${NIGHT.paper} !important; }
  .surface { background-color: ${NIGHT.surface} !important; }
  .sunk { background-color: ${NIGHT.sunk} !important; }
  .ink { color: ${NIGHT.text} !important; }
  .soft { color: ${NIGHT.soft} !important; }
  .line { border-color: ${NIGHT.line} !important; }
  .button, .button span { background-color: ${NIGHT.accent} !important; color: ${NIGHT.onAccent} !important; }
}`;

const breaks: CSSProperties = { overflowWrap: "anywhere", wordBreak: "keep-all" };

/** Styles of the layout's parts. */
export const STYLE = {
  body: {
    backgroundColor: INK.paper,
    color: INK.text,
    fontFamily: FONT,
    margin: 0,
    padding: "24px 12px",
  },
  sheet: {
    backgroundColor: INK.surface,
    borderRadius: "3px",
    maxWidth: "560px",
    margin: "0 auto",
    padding: "24px 20px",
  },
  brand: { color: INK.text, fontSize: "16px", fontWeight: 800, margin: "0 0 24px" },
  title: {
    ...{ color: INK.text, fontSize: "24px", lineHeight: "32px" },
    ...{ fontWeight: 800, margin: "0 0 16px", ...breaks },
  },
  text: {
    ...{ color: INK.text, fontSize: "16px", lineHeight: "26px", margin: "0 0 16px" },
    ...breaks,
  },
  facts: { backgroundColor: INK.sunk, margin: "0 0 16px", padding: "8px 12px" },
  label: {
    ...{ color: INK.soft, fontSize: "14px", padding: "6px 8px 6px 0", width: "38%" },
    ...{ verticalAlign: "top" },
  },
  value: {
    ...{ color: INK.text, fontSize: "16px", padding: "6px 0", textAlign: "right" },
    ...{ verticalAlign: "top", ...breaks },
  },
  goods: { margin: "0 0 16px" },
  good: {
    ...{ borderBottom: `1px solid ${INK.line}`, color: INK.text, fontSize: "16px" },
    ...{ lineHeight: "24px", padding: "10px 8px 10px 0", verticalAlign: "top", ...breaks },
  },
  price: {
    ...{ borderBottom: `1px solid ${INK.line}`, color: INK.text, fontSize: "16px" },
    ...{ padding: "10px 0", textAlign: "right", verticalAlign: "top", width: "34%" },
  },
  action: { margin: "24px 0" },
  button: {
    ...{ backgroundColor: INK.accent, borderRadius: "3px", color: INK.onAccent },
    ...{ display: "inline-block", fontSize: "16px", fontWeight: 700, lineHeight: "20px" },
    ...{ minHeight: "20px", padding: "14px 20px", textDecoration: "none" },
  },
  rule: { borderColor: INK.line, margin: "24px 0 16px" },
  note: { color: INK.soft, fontSize: "14px", lineHeight: "22px", margin: 0 },
} satisfies Record<string, CSSProperties>;
