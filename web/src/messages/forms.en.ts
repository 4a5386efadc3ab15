/** What is said of a form that could not be read or answered, in English. */
import type { FormRefused } from "./forms.ko.ts";

/** Holds the sentences of a form that could not be read, in English. */
export const formRefusedEn: FormRefused = {
  titles: {
    large: "That is too large",
    unreadable: "We could not read that",
    foreign: "This request was not accepted",
    busy: "Too many requests",
    away: "We cannot do this right now",
  },
  texts: {
    large:
      "It is over the size limit, so nothing was saved. Go back and shorten the text, or choose a smaller file (20 MB at most).",
    unreadable: "Nothing was saved. Go back, reload the page and try again.",
    foreign:
      "For your safety we only accept requests sent from our own pages. Go back, reload the page and try again.",
    busy: "Please wait a moment and try again.",
    away: "We are not sure whether it was saved. Go back, check what is there now and try again.",
  },
  question: "Some of what you entered is not saved and will be lost. Leave this page?",
  here: {
    large:
      "That is over the size limit. Shorten the text or choose a smaller file (20 MB at most).",
    unreadable: "It was not saved. What you entered is still here. Please try again.",
    foreign: "It was not saved. Copy what you entered, then reload the page.",
    busy: "Too many requests. Please wait a moment and try again. What you entered is still here.",
    away: "It cannot be saved right now. What you entered is still here. Please try again shortly.",
  },
  back: "Go back",
};
