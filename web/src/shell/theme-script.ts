/**
 * The one inline script of the shop, allowed by its exact text: sets the theme and the hints of a sign-in and a cart
 * before the first paint, and makes the steps next to a number work before React is there, and after.
 */

/** Names the theme in the browser's storage. */
export const THEME_KEY = "theme";
/** Ground of each theme, as in tokens.css: what the browser paints around the page. */
export const THEME_COLOURS = { light: "#fcfcfa", dark: "#0f1312" } as const;

/** Holds the entire text of the script: the policy allows it by its hash. */
export const THEME_SCRIPT =
  '(function(d){d.dataset.script="";try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark"){d.dataset.theme=t;' +
  // The first one that fits counts: it comes before those of the device's theme.
  `var m=document.createElement("meta");m.name="theme-color";m.content=t==="dark"?"${THEME_COLOURS.dark}":"${THEME_COLOURS.light}";document.head.prepend(m)}}catch(e){}` +
  'if(/(^|; )(__Host-)?member=/.test(document.cookie))d.dataset.member="";' +
  'if(/(^|; )(__Host-)?cart=[^;]*:/.test(document.cookie))d.dataset.cart="";' +
  'd.addEventListener("click",function(e){var b=e.target.closest("[data-step]"),i=b&&b.parentNode.querySelector("input");' +
  'if(i){b.dataset.step>0?i.stepUp():i.stepDown();i.dispatchEvent(new Event("input",{bubbles:true}))}})})(document.documentElement)';
