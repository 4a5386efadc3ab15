/** A mail as plain text: the same content as its HTML, with every link written out. Pure. */
import type { Block, MailContent } from "./content.ts";
import { SHOP_NAME } from "./content.ts";

/** Writes a mail as text. */
export function plainText({ title, blocks, because }: MailContent): string {
  return [title, ...blocks.map(blockText), `-- \n${SHOP_NAME}\n${because}`].join("\n\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.text;
    case "facts":
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
    case "goods":
      return block.goods
        .map(({ title, detail, amount }) => `- ${title}\n  ${detail}  ${amount}`)
        .join("\n");
    case "button":
      return `${block.label}\n${block.url}`;
  }
}
