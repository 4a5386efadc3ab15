/** The one layout of every mail, in the shop's look: tables, inline styles, no picture, font, script or link of anyone else's. */
import type { Locale } from "@edgemart/contracts/locale";
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";
import type { CSSProperties } from "react";
import { type Block, type MailContent, SHOP_NAME } from "../core/mails/content.ts";
import { DARK_CSS, INK, STYLE } from "./mail-style.ts";

/** Shows a mail. */
export function MailLayout({ content, locale }: { content: MailContent; locale: Locale }) {
  const { title, blocks, because, subject } = content;
  const texts = blocks.filter((block) => block.kind === "text");
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Constant: no data is in it. */}
        <style>{DARK_CSS}</style>
      </Head>
      <Body className="paper" style={STYLE.body}>
        <Preview>{texts.at(-1)?.text ?? title}</Preview>
        <Container className="surface" style={STYLE.sheet}>
          <Text className="ink" style={STYLE.brand}>
            {SHOP_NAME}
          </Text>
          <Heading as="h1" className="ink" style={STYLE.title}>
            {title}
          </Heading>
          {blocks.map((block, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mail is rendered once; its blocks have no other name.
            <BlockView key={at} block={block} />
          ))}
          <Hr className="line" style={STYLE.rule} />
          <Text className="soft" style={STYLE.note}>
            {because}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "text":
      return (
        <Text className="ink" style={STYLE.text}>
          {block.text}
        </Text>
      );
    case "facts":
      return (
        <Section className="sunk" style={STYLE.facts}>
          {block.facts.map(({ label, value, isTotal }) => (
            <Row key={label}>
              <Column className="soft" style={STYLE.label}>
                {label}
              </Column>
              <Column className="ink" style={isTotal ? TOTAL : STYLE.value}>
                {value}
              </Column>
            </Row>
          ))}
        </Section>
      );
    case "goods":
      return (
        <Section style={STYLE.goods}>
          {block.goods.map(({ title, detail, amount }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be called the same.
            <Row key={at}>
              <Column className="line ink" style={STYLE.good}>
                {title}
                <br />
                <span className="soft" style={{ color: INK.soft, fontSize: "14px" }}>
                  {detail}
                </span>
              </Column>
              <Column className="line ink" style={STYLE.price}>
                {amount}
              </Column>
            </Row>
          ))}
        </Section>
      );
    case "button":
      return (
        <Section style={STYLE.action}>
          <Button className="button" href={block.url} style={STYLE.button}>
            {block.label}
          </Button>
        </Section>
      );
  }
}

const TOTAL: CSSProperties = { ...STYLE.value, fontWeight: 700, fontSize: "18px" };
