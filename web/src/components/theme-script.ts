/**
 * The one inline script of the shop, blessed by its exact text: sets the theme and the hints of a sign-in and a cart
 * before the first paint, and makes the steps beside a number work before React is there, and after.
 */

export const THEME_KEY = "theme";

export const THEME_SCRIPT =
  '(function(d){d.dataset.script="";try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")d.dataset.theme=t}catch(e){}' +
  'if(/(^|; )(__Host-)?member=/.test(document.cookie))d.dataset.member="";' +
  'if(/(^|; )(__Host-)?cart=[^;]*:/.test(document.cookie))d.dataset.cart="";' +
  'd.addEventListener("click",function(e){var b=e.target.closest("[data-step]"),i=b&&b.parentNode.querySelector("input");' +
  'if(i){b.dataset.step>0?i.stepUp():i.stepDown();i.dispatchEvent(new Event("input",{bubbles:true}))}})})(document.documentElement)';
