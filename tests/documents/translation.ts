/** The rule that a translated page has the shape of its original. */
import { codeOf, headingsOf, linksOf, type Page, rowsOf } from "./page.ts";

/** Lists where a translation differs in anything but its words: headings, code, links, tables. */
export function translationBreaches(original: Page, translated: Page): string[] {
  const shapes: Record<string, (page: Page) => unknown[]> = {
    headings: (page) => headingsOf(page).map(({ level }) => level),
    "code blocks": (page) => page.blocks.map(withoutComments),
    links: (page) => linksOf(page).filter((link) => !/^README(\.\w+)?\.md$/.test(link)),
    "words in code": (page) => codeOf(page.prose).sort(),
    "table rows": (page) => rowsOf(page).map((row) => Object.keys(row).length),
    paragraphs: (page) =>
      page.prose
        .trim()
        .split(/\n{2,}/)
        .map(kindOf),
  };
  return Object.entries(shapes)
    .filter(([, shape]) => JSON.stringify(shape(original)) !== JSON.stringify(shape(translated)))
    .map(([what]) => `${translated.path} has other ${what} than ${original.path}`);
}

/** A shell comment is prose, and translated. */
function withoutComments(block: string): string {
  return block.replace(/^# .*$/gm, "#");
}

function kindOf(paragraph: string): string {
  return /^[#|]/.exec(paragraph)?.[0] ?? "text";
}
