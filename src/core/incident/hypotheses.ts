import { formatDuration, MINUTE } from '../time/duration.js';
import type { MakeEvent } from './decide-severity.js';
import type { Hypothesis } from './hypothesis.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { IncidentTimer } from './timer.js';

/** What is done with hypotheses. Where there is one that is open it need not be named by its number. */
export type HypothesisCommand =
  | { readonly kind: 'state-hypothesis'; readonly text: string; readonly by: string }
  | {
      readonly kind: 'confirm-hypothesis';
      readonly hypothesis: number | undefined;
      readonly finding: string;
      readonly by: string;
    }
  | {
      readonly kind: 'rule-out-hypothesis';
      readonly hypothesis: number | undefined;
      readonly finding: string;
      readonly by: string;
    }
  | {
      readonly kind: 'extend-hypothesis';
      readonly hypothesis: number | undefined;
      readonly reason: string;
      readonly by: string;
    };

/** How long a hypothesis may be looked at (ms); mission.md C4. */
export const HYPOTHESIS_TIMEBOX = 15 * MINUTE;
const REMINDERS = [10 * MINUTE, HYPOTHESIS_TIMEBOX];

type Decision = IncidentEvent | { readonly rejected: string };

/** Decides what a command does with a hypothesis. It is work, and work begins when the roles are set. */
export function decideHypothesis(incident: Incident, command: HypothesisCommand, event: MakeEvent): Decision {
  if (incident.status === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
  if (incident.inHandAt === undefined)
    return { rejected: `${incident.id} is ${incident.phase}: begin to investigate first` };
  if (command.kind === 'state-hypothesis') return state(incident, command.text, event);
  const found = whichOne(incident, command.hypothesis);
  if ('rejected' in found) return found;
  switch (command.kind) {
    case 'confirm-hypothesis':
      return confirm(incident, found, command.finding, event);
    case 'rule-out-hypothesis': {
      const { finding } = command;
      if (finding.trim() === '') return { rejected: 'say what rules it out' };
      const text = `H${found.number} is ruled out: ${finding}`;
      return event('hypothesis-ruled-out', text, { hypothesis: found.number, finding });
    }
    case 'extend-hypothesis': {
      const { reason } = command;
      if (found.extended)
        return { rejected: `H${found.number} was extended already: confirm it, rule it out, or escalate` };
      if (reason.trim() === '') return { rejected: 'say why it needs more time' };
      const text = `H${found.number} gets another ${formatDuration(HYPOTHESIS_TIMEBOX)}: ${reason}`;
      return event('hypothesis-extended', text, { hypothesis: found.number, reason });
    }
  }
}

function state({ hypotheses }: Incident, text: string, event: MakeEvent): Decision {
  if (text.trim() === '') return { rejected: 'say what the cause may be' };
  const same = openWithText(hypotheses, text);
  if (same)
    return {
      rejected: `H${same.number} says that already, and is open: confirm it, rule it out, or give it more time`,
    };
  const number = hypotheses.length + 1;
  const last = hypotheses
    .filter(({ outcome }) => outcome !== 'open')
    .sort(byDecision)
    .at(-1);
  // Who looks at two at once has not turned round.
  const pivots = last?.outcome === 'ruled-out' && !hypotheses.some(({ outcome }) => outcome === 'open');
  if (!pivots) return event('hypothesis-stated', `H${number}: ${text}`, { hypothesis: number, text });
  const data = { hypothesis: number, text, pivotFrom: last.number };
  return event('hypothesis-stated', `pivot from H${last.number} to H${number}: ${text}`, data);
}

/** The open hypothesis of these very words, however they are written. */
export function openWithText(hypotheses: readonly Hypothesis[], text: string): Hypothesis | undefined {
  const words = plainWords(text);
  return hypotheses.find((each) => each.outcome === 'open' && plainWords(each.text) === words);
}

function plainWords(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

function byDecision(a: Hypothesis, b: Hypothesis): number {
  return (a.decidedAt ?? 0) - (b.decidedAt ?? 0);
}

/** What is confirmed is the cause: whoever looks for it need not say so again. */
function confirm(
  { phase }: Incident,
  { number, text }: Hypothesis,
  finding: string,
  event: MakeEvent,
): Decision {
  const said = finding.trim() === '' ? '' : `: ${finding}`;
  return event('hypothesis-confirmed', `H${number} is confirmed (${text})${said}`, {
    hypothesis: number,
    finding,
    ...(phase === 'investigating' ? { to: 'identified' } : {}),
  });
}

function whichOne(
  { id, hypotheses }: Incident,
  number: number | undefined,
): Hypothesis | { readonly rejected: string } {
  const open = hypotheses.filter(({ outcome }) => outcome === 'open');
  const names = open.map((each) => `H${each.number}`).join(', ');
  if (number === undefined) {
    const [first] = open;
    if (!first) return { rejected: `no hypothesis of ${id} is open` };
    return open.length === 1 ? first : { rejected: `say which one: ${names}` };
  }
  const found = hypotheses.find((each) => each.number === number);
  if (!found) return { rejected: `${id} has no H${number}` };
  return found.outcome === 'open'
    ? found
    : { rejected: `H${number} is ${found.outcome.replace('-', ' ')} already` };
}

/** What an event about hypotheses leaves of them. */
export function hypothesesAfter(
  hypotheses: readonly Hypothesis[],
  { kind, at, by, data }: IncidentEvent,
): readonly Hypothesis[] {
  const number = Number(data['hypothesis']);
  const change = (changed: Partial<Hypothesis>) =>
    hypotheses.map((each) => (each.number === number ? { ...each, ...changed } : each));
  const finding =
    data['finding'] === undefined || data['finding'] === '' ? undefined : String(data['finding']);
  switch (kind) {
    case 'hypothesis-stated':
      return [
        ...hypotheses,
        {
          number,
          text: String(data['text']),
          by,
          statedAt: at,
          boxFrom: at,
          extended: false,
          reminded: 0,
          outcome: 'open',
          finding: undefined,
          decidedAt: undefined,
        },
      ];
    case 'hypothesis-reminded':
      return change({ reminded: Number(data['reminder']) });
    case 'hypothesis-extended':
      return hypotheses.map((each) => (each.number === number ? secondBox(each, at) : each));
    case 'hypothesis-confirmed':
      return change({ outcome: 'confirmed', finding, decidedAt: at });
    case 'hypothesis-ruled-out':
      return change({ outcome: 'ruled-out', finding, decidedAt: at });
    default:
      return hypotheses;
  }
}

/** A second timebox follows the first: asking early takes nothing of it, and neither does asking late. */
function secondBox(hypothesis: Hypothesis, at: number): Hypothesis {
  const boxFrom = Math.max(at, hypothesis.boxFrom + HYPOTHESIS_TIMEBOX);
  return { ...hypothesis, boxFrom, extended: true, reminded: 0 };
}

/** The reminders of each timebox, while users still suffer. */
export function hypothesisTimers({ status, hypotheses }: Incident): readonly IncidentTimer[] {
  if (status !== 'open') return [];
  return hypotheses.flatMap((hypothesis) => {
    const { number, boxFrom, reminded, outcome } = hypothesis;
    const after = REMINDERS[reminded];
    if (outcome !== 'open' || after === undefined) return [];
    const data = { hypothesis: number, reminder: reminded + 1 };
    return [
      { kind: 'hypothesis-reminded', dueAt: boxFrom + after, text: reminderText(hypothesis, after), data },
    ];
  });
}

function reminderText({ number, text, extended }: Hypothesis, after: number): string {
  const box = formatDuration(HYPOTHESIS_TIMEBOX);
  if (after < HYPOTHESIS_TIMEBOX)
    return `H${number} has ${formatDuration(HYPOTHESIS_TIMEBOX - after)} left of ${box}: ${text}`;
  const extend = extended ? '' : ', extend it once with a reason';
  return `the ${box} of H${number} are over: confirm it, rule it out${extend}, or escalate: ${text}`;
}
