/** A member's picture, over the first letter of its name: what is shown without one, and where it does not come. */
import type { Member } from "@edgemart/contracts/member";
import { languageOf } from "#components/language-of.ts";
import { webConfig } from "#config.ts";
import styles from "./account.module.css";
import { memberPictureSource } from "./member-picture-source.ts";

/** Draws it; the name next to it says the same. */
export function MemberPicture({ member }: { member: Member }) {
  const { NEXT_PUBLIC_CDN_DOMAIN: cdn, OIDC_ORIGIN: google } = webConfig();
  const source = google ? memberPictureSource(member.profileImage, cdn) : null;
  const [initial = ""] = new Intl.Segmenter(member.locale).segment(member.name);
  return (
    <span aria-hidden="true" className={styles.portrait} lang={languageOf(member.name)}>
      {initial === "" ? "" : initial.segment}
      {source && (
        // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
        <img alt="" decoding="async" height={48} src={source} width={48} />
      )}
    </span>
  );
}
