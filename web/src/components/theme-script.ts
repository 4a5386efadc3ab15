/** The one inline script of the shop: sets the theme and the sign-in hint before the first paint. Blessed by its exact text. */

export const THEME_KEY = "theme";

export const THEME_SCRIPT =
  '(function(d){d.dataset.script="";try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")d.dataset.theme=t}catch(e){}' +
  'if(/(^|; )(__Host-)?member=/.test(document.cookie))d.dataset.member=""})(document.documentElement)';
