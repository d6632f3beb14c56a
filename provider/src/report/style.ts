/** How the HTML report looks, in light and dark. Each colour has a contrast of 3:1 with its ground; texts have 7:1. */
export const style = `:root { color-scheme: light dark; --ground: #fff; --text: #1c2128; --line: #d0d7de; --soft: #f3f5f8; --link: #0550ae;
  --imported: #1a7f37; --skipped: #0969da; --failed: #cf222e; --omitted: #6e7781; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --line: #3d444d; --soft: #161b22; --link: #79c0ff;
    --imported: #3fb950; --skipped: #58a6ff; --failed: #ff7b72; --omitted: #9198a1; }
}
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin-top: 2rem; overflow-wrap: anywhere; }
.status { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: 1rem; font-weight: normal; white-space: nowrap; }
.bar { display: flex; gap: 2px; height: 1.25rem; margin: 1rem 0; border-radius: .4rem; overflow: hidden; background: var(--soft); }
.bar span { min-width: 4px; }
.key { display: inline-block; width: .8rem; height: .8rem; margin-right: .5rem; border-radius: .2rem; }
.imported { background: var(--imported); } .skipped { background: var(--skipped); }
.failed { background: var(--failed); } .omitted { background: var(--omitted); }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.hint { border-left: 4px solid var(--skipped); background: var(--soft); padding: .5rem 1rem; }
summary { cursor: pointer; }
code { background: var(--soft); padding: .1rem .3rem; border-radius: .2rem; }
a { color: var(--link); }
@media (forced-colors: active) { .bar span, .key { forced-color-adjust: none; } }
@media print { details::details-content { content-visibility: visible; } }
`;
