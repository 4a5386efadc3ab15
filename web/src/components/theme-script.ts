/** The one inline script of the shop: sets the theme and the hints of a sign-in and a cart before the first paint. Blessed by its exact text. */

export const THEME_KEY = "theme";

export const THEME_SCRIPT =
  '(function(d){d.dataset.script="";try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")d.dataset.theme=t}catch(e){}' +
  'if(/(^|; )(__Host-)?member=/.test(document.cookie))d.dataset.member="";' +
  'if(/(^|; )(__Host-)?cart=[^;]*:/.test(document.cookie))d.dataset.cart=""})(document.documentElement)';
