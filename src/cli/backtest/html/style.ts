import { Html } from '../../../core/html.js';

/** Light and dark, phone to wide screen; state is told by word and place, never by colour alone. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1c2430; --dim: #56606e; --back: #f4f5f7; --card: #fff; --edge: #d5d9e0; --line: #1f5fa8;
  --bad: #b3261e; --warn: #8a5300; --unknown: #5b4bb0; --good: #1b6e3c; --tint: 14%; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #a3acb9; --back: #14181e; --card: #1d232b; --edge: #37404c; --line: #7fb4f0;
  --bad: #ff8a80; --warn: #ffc266; --unknown: #b9adff; --good: #7fd6a0; --tint: 22%; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back); }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 0 0 .4rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; } .dim, figcaption, footer { color: var(--dim); font-size: .87rem; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: 6px; padding: .8rem; margin: .8rem 0; min-width: 0; }
.cards { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(min(32rem, 100%), 1fr)); } .cards { align-items: start; } .cards .card { margin: 0; } .compared td:last-child { white-space: normal; min-width: 16rem; } summary { cursor: pointer; margin-top: .6rem; }
.many { border-left: 4px solid var(--bad); padding-left: .6rem; color: var(--bad); font-weight: 600; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .84rem; width: 100%; margin: .4rem 0; }
th { text-align: left; color: var(--dim); font-weight: normal; } td, th { padding: .2rem .8rem .2rem 0; white-space: nowrap; border-bottom: 1px solid var(--edge); font-variant-numeric: tabular-nums; }
td.page { color: var(--bad); font-weight: 600; } td.ticket { color: var(--warn); font-weight: 600; }
figure { margin: 1rem 0 0; } figcaption { margin-bottom: .35rem; }
.plot { position: relative; margin-left: 3.4rem; height: 11rem; border: 1px solid var(--edge); } .plot svg { display: block; width: 100%; height: 100%; overflow: hidden; }
.strip { height: .95rem; margin-top: .4rem; } .strip + .strip { margin-top: .15rem; } .ticks span { position: absolute; right: 100%; padding-right: .4rem; transform: translateY(-50%); font-size: .72rem; color: var(--dim); white-space: nowrap; }
.dates { display: flex; justify-content: space-between; margin: .2rem 0 0 3.4rem; font-size: .72rem; color: var(--dim); }
svg * { vector-effect: non-scaling-stroke; } .line { fill: none; stroke: var(--line); stroke-width: 1.6; stroke-linejoin: round; }
.threshold { stroke-dasharray: 5 4; stroke-width: 1; } .threshold.page { stroke: var(--bad); } .threshold.ticket { stroke: var(--warn); } .edge { stroke: var(--edge); }
.bar.page { fill: var(--bad); } .bar.ticket { fill: var(--warn); } rect.unknown { fill: color-mix(in srgb, var(--unknown) var(--tint), transparent); }
.allow { --shade: var(--good); } .warn { --shade: var(--warn); } .block { --shade: var(--bad); } .band.unknown, i.unknown { --shade: var(--unknown); }
.band { fill: color-mix(in srgb, var(--shade) var(--tint), transparent); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .35rem 0 0 3.4rem; padding: 0; font-size: .8rem; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border: 1px solid var(--shade); background: color-mix(in srgb, var(--shade) 30%, transparent); }
ul.list { margin: .3rem 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
footer { margin-top: 2rem; }
`);
