"use client";
/** Opens a picture of the gallery large: arrow keys and swipes turn, Enter or a tap zooms, Escape closes. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { isComposing } from "#components/composing.ts";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./gallery-zoom.module.css";

/** A picture as the zoom shows it. */
export interface LargePicture {
  src: string;
  alt: string;
  width: number;
  height: number;
}

interface ZoomProps {
  pictures: LargePicture[];
  texts: Messages["product"]["zoom"];
  children: ReactNode;
}

/** Opens the pictures in a dialog, where they can be enlarged. */
export function GalleryZoom({ pictures, texts, children }: ZoomProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [isZoomed, setIsZoomed] = useState(false);
  const picture = shown === null ? null : pictures[shown];
  const turn = (by: number) => {
    setIsZoomed(false);
    setShown((at) => (at === null ? at : (at + by + pictures.length) % pictures.length));
  };
  useEffect(() => {
    if (shown !== null && !dialog.current?.open) dialog.current?.showModal();
  }, [shown]);
  useEffect(() => {
    // The middle first, wherever the tap was.
    const area = stage.current;
    if (isZoomed && area) {
      area.scrollTo(
        (area.scrollWidth - area.clientWidth) / 2,
        (area.scrollHeight - area.clientHeight) / 2,
      );
    }
  }, [isZoomed]);
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowRight" && !isZoomed) turn(1);
    else if (event.key === "ArrowLeft" && !isZoomed) turn(-1);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is clicked, keys included
    <div
      onClick={(event) => {
        const link = (event.target as Element).closest<HTMLElement>("a[data-picture]");
        if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        setIsZoomed(false);
        setShown(Number(link.dataset.picture));
      }}
    >
      {children}
      <dialog
        aria-label={texts.label}
        className={styles.dialog}
        onClose={() => setShown(null)}
        onKeyDown={keys}
        ref={dialog}
      >
        {picture && shown !== null && (
          <>
            {/* A long tap target: the picture itself. */}
            <div className={styles.stage} data-zoomed={isZoomed ? "" : undefined} ref={stage}>
              <button
                aria-label={isZoomed ? texts.out : texts.in}
                aria-pressed={isZoomed}
                onClick={() => setIsZoomed(!isZoomed)}
                type="button"
              >
                {/* biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser */}
                <img
                  alt={picture.alt}
                  height={picture.height}
                  key={picture.src}
                  src={picture.src}
                  width={picture.width}
                />
              </button>
            </div>
            <p className={styles.place} role="status">
              {fill(texts.place, { index: shown + 1, count: pictures.length })}
            </p>
            <div className={styles.controls}>
              {pictures.length > 1 && (
                <>
                  <Control label={texts.previous} onClick={() => turn(-1)} path="M12 4 6 10l6 6" />
                  <Control label={texts.next} onClick={() => turn(1)} path="m8 4 6 6-6 6" />
                </>
              )}
              <Control
                label={texts.close}
                onClick={() => dialog.current?.close()}
                path="M4 4l12 12M16 4 4 16"
              />
            </div>
          </>
        )}
      </dialog>
    </div>
  );
}

function Control({ label, path, onClick }: { label: string; path: string; onClick: () => void }) {
  return (
    <button aria-label={label} className={styles.control} onClick={onClick} type="button">
      <svg aria-hidden="true" height="20" viewBox="0 0 20 20" width="20">
        <path d={path} />
      </svg>
    </button>
  );
}
