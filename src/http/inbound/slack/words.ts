import type { Concern } from '../../../core/incident/severity.js';
import { CONCERNS } from '../../../core/incident/severity.js';
import { AUDIENCES } from '../../../core/incident/audiences.js';
import { type IncidentSeverity, SEVERITIES } from '../../../core/incident/incident.js';
import { MITIGATION_KINDS } from '../../../core/incident/mitigation.js';
import { PHASES, ROLES, VERDICTS } from '../../../core/incident/phases.js';
import type { AskedCommand } from '../../../engine/commands/work-on-incident.js';

/** What somebody has typed after the slash command. */
export type Typed =
  | {
      readonly kind: 'declare';
      readonly severity: IncidentSeverity;
      readonly service: string;
      readonly title: string;
    }
  | { readonly kind: 'acknowledge'; readonly incidentId: string }
  | { readonly kind: 'status'; readonly incidentId: string }
  | { readonly kind: 'drafts'; readonly incidentId: string }
  | { readonly kind: 'work'; readonly incidentId: string; readonly asked: AskedCommand }
  /** Words for the one who typed: what there is, or what was wrong and how it is meant. */
  | { readonly kind: 'help'; readonly text: string };

type Read = (rest: string, by: string) => AskedCommand | undefined;

interface Verb {
  /** How it is typed, after the verb. */
  readonly usage: string;
  readonly read: Read;
}

/** What is done with an incident, by the word that is typed. */
const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries({
    role: {
      usage: `${ROLES.join('|')} [@somebody]`,
      read: (rest, by) => {
        const [word, person = by] = rest.split(' ');
        const role = ROLES.find((each) => each === word);
        return role && { kind: 'assign-role', role, to: nameOf(person) };
      },
    },
    release: {
      usage: ROLES.join('|'),
      read: (rest) => {
        const role = ROLES.find((each) => each === rest);
        return role && { kind: 'release-role', role };
      },
    },
    severity: {
      usage: 'sev1|sev2|sev3|sev4 [why; needed to lower it]',
      read: (rest) => {
        const [word, reason] = split(rest);
        const severity = SEVERITIES.find((each) => each === word.toLowerCase());
        return severity && { kind: 'set-severity', severity, reason };
      },
    },
    report: {
      usage: `${CONCERNS.join('|')} [who said so, and what]`,
      read: (rest) => {
        const [word, text] = split(rest);
        const concern: Concern | undefined = CONCERNS.find((each) => each === word);
        return concern && { kind: 'report', concern, text };
      },
    },
    phase: {
      usage: `${PHASES.join('|')} [the cause, or what is done]`,
      read: (rest) => {
        const [word, text] = split(rest);
        const to = PHASES.find((each) => each === word);
        return to && { kind: 'move', to, text };
      },
    },
    note: {
      usage: 'what happened',
      read: (text) => said(text, { kind: 'add-entry', text, happenedAt: undefined }),
    },
    found: { usage: 'what was found', read: (text) => said(text, { kind: 'record-finding', text }) },
    decided: {
      usage: 'what was decided',
      read: (text) => said(text, { kind: 'record-decision', text, decidedBy: undefined }),
    },
    hypothesis: {
      usage: 'what may be the cause',
      read: (text) => said(text, { kind: 'state-hypothesis', text }),
    },
    confirmed: {
      usage: '[what shows it] – the newest hypothesis',
      read: (finding) => ({ kind: 'confirm-hypothesis', hypothesis: undefined, finding }),
    },
    'ruled-out': {
      usage: 'what shows it – the newest hypothesis',
      read: (finding) => said(finding, { kind: 'rule-out-hypothesis', hypothesis: undefined, finding }),
    },
    extend: {
      usage: 'why it needs longer – the newest hypothesis',
      read: (reason) => said(reason, { kind: 'extend-hypothesis', hypothesis: undefined, reason }),
    },
    mitigate: {
      usage: `${MITIGATION_KINDS.join('|')} what is done`,
      read: (rest) => {
        const [word, text] = split(rest);
        const mitigation = MITIGATION_KINDS.find((each) => each === word);
        return mitigation && said(text, { kind: 'mitigate', mitigation, text });
      },
    },
    rollback: {
      usage: 'why – the hook of its service is asked',
      read: (reason) => said(reason, { kind: 'roll-back', reason, version: undefined, again: false }),
    },
    update: {
      usage: `${AUDIENCES.join('|')} what they are told`,
      read: (rest) => {
        const [word, text] = split(rest);
        const audience = AUDIENCES.find((each) => each === word);
        return audience && said(text, { kind: 'send-update', audience, text });
      },
    },
    escalate: {
      usage: 'why more people are needed',
      read: (reason) => said(reason, { kind: 'escalate', reason }),
    },
    resolve: {
      usage: '[override why, where recovery is not proven]',
      read: (rest) => {
        const [word, reason] = split(rest);
        if (rest === '') return { kind: 'move', to: 'resolved', text: '' };
        return word === 'override'
          ? said(reason, { kind: 'move', to: 'resolved', text: '', override: reason })
          : { kind: 'move', to: 'resolved', text: rest };
      },
    },
    close: {
      usage: `${VERDICTS.join('|')} why`,
      read: (rest) => {
        const [word, reason] = split(rest);
        const verdict = VERDICTS.find((each) => each === word);
        return verdict && said(reason, { kind: 'close', verdict, reason });
      },
    },
    reopen: { usage: 'why', read: (reason) => said(reason, { kind: 'reopen', reason }) },
  } satisfies Record<string, Verb>),
);

const DECLARE = 'sev1|sev2|sev3|sev4 SERVICE: what is wrong';
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['declare', DECLARE],
  ['ack', ''],
  ['status', ''],
  ['drafts', ''],
]);

/** Words that are as good: those of `firebreak incident`, and what people say. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ['acknowledge', 'ack'],
  ['show', 'status'],
  ['finding', 'found'],
  ['decision', 'decided'],
  ['confirm', 'confirmed'],
  ['rule-out', 'ruled-out'],
]);

/**
 * What was typed, as `ack INC-7` or, in the incident's own channel, `ack`.
 * @param channel the channel's name: that of INC-7 begins with `inc-7`
 * @param by who types it, as Slack calls them
 */
export function readTyped(text: string, channel: string, by: string): Typed {
  const [word, rest] = split(text.replace(/\s+/g, ' ').trim());
  const verb = SAME_AS.get(word.toLowerCase()) ?? word.toLowerCase();
  if (verb === '' || verb === 'help') return { kind: 'help', text: helpText() };
  if (verb === 'declare') return readDeclaration(rest);
  const usage = OTHERS.get(verb) ?? VERBS.get(verb)?.usage;
  if (usage === undefined) return { kind: 'help', text: `“${word}” is not known here.\n${helpText()}` };
  const [first, afterId] = split(rest);
  const named = /^inc-\d+$/i.test(first);
  const incidentId = named ? first.toUpperCase() : incidentOf(channel);
  if (incidentId === undefined)
    return {
      kind: 'help',
      text: `Which incident? Type \`${`${verb} INC-7 ${usage}`.trim()}\`, or type it in the incident’s channel.`,
    };
  if (verb === 'ack') return { kind: 'acknowledge', incidentId };
  if (verb === 'status' || verb === 'drafts') return { kind: verb, incidentId };
  const asked = VERBS.get(verb)?.read(named ? afterId : rest, by);
  return asked
    ? { kind: 'work', incidentId, asked }
    : { kind: 'help', text: `It is typed \`${verb} ${usage}\`.` };
}

/** The incident whose channel it is. */
export function incidentOf(channel: string): string | undefined {
  const number = /^inc-(\d+)(?:-|$)/.exec(channel)?.[1];
  return number === undefined ? undefined : `INC-${number}`;
}

function readDeclaration(rest: string): Typed {
  const [, word = '', service = '', title = ''] = /^(\S+) ([^\s:]+): ?(.+)$/.exec(rest) ?? [];
  const severity = SEVERITIES.find((each) => each === word.toLowerCase());
  return severity
    ? { kind: 'declare', severity, service, title }
    : { kind: 'help', text: `It is typed \`declare ${DECLARE}\`.` };
}

function helpText(): string {
  const all = [...OTHERS, ...[...VERBS].map(([verb, { usage }]) => [verb, usage] as const)];
  const lines = all.map(([verb, usage]) => {
    const also = [...SAME_AS].flatMap(([word, of]) => (of === verb ? [` (also \`${word}\`)`] : []));
    return `• \`${`${verb} ${usage}`.trim()}\`${also.join('')}`;
  });
  return ['In an incident’s channel, or with its id after the first word (`ack INC-7`):', ...lines].join(
    '\n',
  );
}

/** `<@U123|maria>` and `@maria` are maria. */
function nameOf(person: string): string {
  const [, id, label] = /^<@([A-Z0-9]+)(?:\|([^>]*))?>$/.exec(person) ?? [];
  return label ?? id ?? person.replace(/^@/, '');
}

function split(text: string): readonly [first: string, rest: string] {
  const space = text.indexOf(' ');
  return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1).trim()];
}

function said(text: string, asked: AskedCommand): AskedCommand | undefined {
  return text === '' ? undefined : asked;
}
