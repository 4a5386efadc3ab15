/** The style sheet of the gateway's pages: both themes, no script, no image. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --text: #1b2230; --soft: #566074; --line: #d5dae3;
  --accent: #1f57d6; --on-accent: #ffffff; --tint: #eaf0fe;
  --notice: #fff4d6; --on-notice: #5a4200; --notice-line: #e8cf8b;
  --good: #14663a; --bad: #a32424;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1b202a; --text: #e9edf5; --soft: #a5b0c3; --line: #363e4d;
    --accent: #8fb2ff; --on-accent: #0c1a3c; --tint: #232f4b;
    --notice: #3a2f12; --on-notice: #f6dfa2; --notice-line: #6a5722;
    --good: #7fd6a2; --bad: #ff9d9d;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere; word-break: keep-all; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.notice { margin: 0; padding: 0.6rem max(1rem, calc(50% - 28rem)); background: var(--notice); color: var(--on-notice); border-bottom: 1px solid var(--notice-line); text-align: center; font-size: 0.9375rem; }
.bar, main { max-width: 35rem; margin: 0 auto; padding: 0 1rem; }
main { padding-bottom: 2.5rem; }
.wide .bar, .wide main { max-width: 56rem; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; padding-block: 1rem 0.5rem; }
.bar strong { font-size: 1.0625rem; margin-right: auto; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
nav a, .bar > a { display: inline-flex; align-items: center; min-height: 2.75rem; }
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0.75rem 0 0.5rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.75rem; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); font-size: 0.9375rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.125rem 1.25rem; margin: 0 0 1rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.375rem 1.25rem; margin: 0 0 1.25rem; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; text-align: end; }
@media (max-width: 30rem) { dl.facts .id { grid-column: 1 / -1; text-align: start; margin-top: -0.375rem; } }
dl.facts .sum { align-self: baseline; font-size: 1.375rem; font-weight: 700; }
code { font: 0.875em ui-monospace, "SF Mono", Consolas, monospace; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { font-weight: 600; font-size: 1.0625rem; padding: 0; margin: 0 0 0.625rem; }
.method { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin: 0 0 0.5rem; }
.method:has(> label > input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.method > label { display: flex; align-items: center; gap: 0.75rem; min-height: 3.25rem; padding: 0.5rem 1.125rem; font-weight: 600; cursor: pointer; }
.method:has(> label > input:not(:checked)) .more { display: none; }
.more { padding: 0 1.125rem 1rem; }
.more p { margin: 0 0 0.5rem; }
input[type="radio"] { accent-color: var(--accent); width: 1.25rem; height: 1.25rem; margin: 0; flex: none; }
.choice { display: flex; align-items: center; gap: 0.75rem; min-height: 2.75rem; cursor: pointer; }
.choice code { margin-left: auto; color: var(--soft); white-space: nowrap; }
.field { display: block; margin: 0 0 0.875rem; }
.field > span { display: block; font-weight: 600; margin: 0 0 0.25rem; }
.field > small { display: block; color: var(--soft); font-size: 0.875rem; margin: 0.25rem 0 0; }
select, input[type="text"] { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--soft); border-radius: 8px; }
button { min-height: 2.75rem; padding: 0.5rem 1.125rem; font: inherit; font-weight: 600; border-radius: 10px; border: 1px solid var(--soft); background: transparent; color: var(--text); cursor: pointer; }
button:hover { background: var(--tint); }
button.main { width: 100%; min-height: 3.5rem; font-size: 1.125rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.main:hover { filter: brightness(1.07); }
.actions { margin: 1.25rem 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; margin: 0.5rem 0; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
dl.about { margin: 1rem 0 0; }
dl.about dt { font-weight: 600; }
dl.about dd { color: var(--soft); margin: 0 0 0.75rem; }
details { border-top: 1px solid var(--line); margin: 1.5rem 0; padding-top: 0.75rem; }
summary { cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; font-weight: 600; }
summary::before { content: "+"; width: 1.25rem; color: var(--soft); }
details[open] > summary::before { content: "–"; }
.said { background: var(--tint); border-radius: 10px; padding: 0.75rem 1rem; margin: 0 0 1rem; }
.said ul { margin: 0.25rem 0 0; padding-left: 1.25rem; }
ul.list { list-style: none; margin: 0; padding: 0; }
ul.list > li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 0.875rem 1.125rem; margin: 0 0 0.5rem; }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.125rem 1rem; }
.line + .line { margin-top: 0.25rem; }
.state { font-weight: 600; }
.state.good { color: var(--good); }
.state.bad { color: var(--bad); }
@media (min-width: 48rem) { .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; align-items: start; } .columns h2 { margin-top: 0.5rem; } }
`;
