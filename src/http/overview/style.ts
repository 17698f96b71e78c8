import { Html } from '../../core/html.js';

/** Light and dark, phone to wide screen; state is told by word and edge, never by colour alone. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1c2430; --dim: #56606e; --back: #f4f5f7; --card: #fff; --edge: #d5d9e0;
  --bad: #b3261e; --warn: #8a5300; --unknown: #5b4bb0; --good: #1b6e3c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #a3acb9; --back: #14181e; --card: #1d232b; --edge: #37404c;
  --bad: #ff8a80; --warn: #ffc266; --unknown: #b9adff; --good: #7fd6a0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back); }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
h1 { font-size: 1.25rem; margin: 0; } header p { margin: 0; font-size: 1.1rem; }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 0 0 .25rem; display: flex; justify-content: space-between; gap: .5rem; }
p { margin: .2rem 0; } a { color: inherit; }
.note { border-left: 4px solid var(--unknown); background: var(--card); padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.note.lost { border-left-color: var(--bad); }
.incident { display: block; border: 1px solid var(--bad); border-left-width: 6px; background: var(--card); padding: .6rem .8rem; margin: .5rem 0; text-decoration: none; }
.proof, .note ul { margin: .2rem 0 0; padding-left: 1.2rem; font-size: .87rem; color: var(--dim); }
.note.lost { white-space: normal; }
.incident span, .what, .reason, .coverage, .promise, .policy, .links, footer { color: var(--dim); font-size: .87rem; }
.cards { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
.card { background: var(--card); border: 1px solid var(--edge); border-left: 6px solid var(--unknown); border-radius: 6px; padding: .8rem; overflow-wrap: anywhere; }
.card.ok { border-left-color: var(--good); } .card.page { border-left-color: var(--bad); } .card.ticket { border-left-color: var(--warn); } .card.unknown { border-left-style: dashed; }
.state { color: var(--unknown); } .ok .state { color: var(--good); } .page .state { color: var(--bad); } .ticket .state { color: var(--warn); } .why, .budget.unknown b { color: var(--unknown); }
.gate { font-weight: normal; font-size: .87rem; white-space: nowrap; border: 1px solid currentColor; border-radius: 4px; padding: 0 .4rem; margin-left: .4rem; color: var(--unknown); }
.gate.allow { color: var(--good); } .gate.block { color: var(--bad); } .gate.warn { color: var(--warn); } .gate.unknown { border-style: dashed; }
meter { width: 100%; height: 1rem; }
.wide { overflow-x: auto; } small { color: var(--dim); font-weight: normal; }
.tiers { width: 100%; font-size: .84rem; border-collapse: collapse; margin: .4rem 0; } .tiers th { text-align: left; font-weight: normal; } .tiers thead th { color: var(--dim); }
.tiers td, .tiers th { padding: .1rem .5rem .1rem 0; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; } tr.over { color: var(--bad); font-weight: 600; } tr.unknown { color: var(--unknown); }
@media (max-width: 30rem) { .tiers { font-size: .77rem; } .tiers td, .tiers th { padding-right: .35rem; } }
.empty { background: var(--card); border: 1px dashed var(--edge); padding: 1rem; } pre { overflow-x: auto; background: var(--back); padding: .8rem; }
footer { margin-top: 2rem; } footer a { margin-right: .8rem; }
a:focus-visible { outline: 3px solid var(--unknown); outline-offset: 2px; }
`);
