import Type, { type Static, type TSchema } from 'typebox';
import { AUDIENCES, MOMENTS } from '../../core/incident/audiences.js';
import { SEVERITIES } from '../../core/incident/severities.js';

const closed = { additionalProperties: false } as const;

const words = (description: string) => Type.String({ description, minLength: 1, maxLength: 2000 });
const duration = (description: string) => Type.String({ description: `${description}, such as 15m or 2h` });
const durationOrNone = (description: string) =>
  Type.String({ description: `${description}: a duration such as 30m, or none` });

/** One optional field of the same kind for each name. */
function each<Name extends string, Value extends TSchema>(
  names: readonly Name[],
  value: (name: Name) => Value,
  description: string,
) {
  return Type.Unsafe<Readonly<Partial<Record<Name, Static<Value>>>>>({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, value(name)])),
    ...closed,
    description,
  });
}

const SeveritySpec = Type.Object(
  {
    criteria: Type.Optional(words('what makes an incident this severe, for people')),
    response: Type.Optional(duration('how long somebody may take to acknowledge it')),
    cause: Type.Optional(
      durationOrNone('how long its cause may stay unknown before the next escalation step is called'),
    ),
    cadence: Type.Optional(
      each(
        AUDIENCES,
        (audience) => durationOrNone(`how often ${audience} hear of it`),
        'how often each hears',
      ),
    ),
    first_notice: Type.Optional(durationOrNone('how soon all of them hear of it first')),
    escalation: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'the escalation policy of an on-call file (default: that of the team)',
      }),
    ),
    full_crew: Type.Optional(
      Type.Boolean({ description: 'whether each role needs a person of its own: true or false' }),
    ),
    recovery: Type.Optional(duration('how long recovery has to be seen without a break')),
    error_ratio: Type.Optional(
      Type.Union([Type.String(), Type.Number()], {
        description: 'more failing events than this make it so severe: such as "25%", or none',
      }),
    ),
  },
  { ...closed, description: 'what an incident of this severity asks for' },
);
export type SeveritySpec = Static<typeof SeveritySpec>;

/** The JSON Schema of an incident policy. */
export const incidentPolicySchema = Type.Object(
  {
    severities: Type.Optional(
      each(SEVERITIES, () => SeveritySpec, 'what each severity asks for: sev1 to sev4'),
    ),
    impact_growth: Type.Optional(
      Type.Number({
        exclusiveMinimum: 1,
        maximum: 100,
        description: 'one level up when this many times as many events fail (default 2): a number over 1',
      }),
    ),
    attach_related_within: Type.Optional(
      durationOrNone('how long after an incident began what burns with it joins it (default 30m)'),
    ),
    audiences: Type.Optional(
      each(
        AUDIENCES,
        (audience) =>
          Type.Array(
            Type.String({ minLength: 1, maxLength: 100, description: 'a receiver of firebreak.yaml' }),
            {
              maxItems: 50,
              description: `who is told what ${audience} hear: a list of receivers`,
            },
          ),
        'the receivers of each audience',
      ),
    ),
    templates: Type.Optional(
      each(
        AUDIENCES,
        (audience) =>
          each(
            MOMENTS,
            (moment) =>
              words(`the ${moment === 'resolved' ? 'last' : moment} message, with {names} of facts in it`),
            `what ${audience} are told`,
          ),
        'what drafts say',
      ),
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Firebreak incident policy',
    description: 'severities, audiences and what they are told',
  },
);
export type IncidentPolicyFile = Static<typeof incidentPolicySchema>;
