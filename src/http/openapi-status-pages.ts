import { COMPONENT_STATES } from '../core/status-page/component-state.js';
import { GRADES } from '../core/status-page/uptime.js';
import { STATUSES } from '../core/incident/phases.js';
import { inPath, type Operations } from './openapi-operation.js';
import {
  array,
  instant,
  type Json,
  listOf,
  maybe,
  number,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';

const state = oneOf(...COMPONENT_STATES);
const unit = inPath('unit', 'the unit, as status_pages of the configuration names it');

const uptime = object({
  uptime: maybe(number),
  daysSeen: whole,
  coverage: number,
  days: array(
    object({
      day: { type: 'string', format: 'date' },
      uptime: maybe(number),
      coverage: maybe(number),
      grade: maybe(oneOf(...GRADES)),
    }),
  ),
});

const publicIncident = object({
  id: text,
  state,
  status: oneOf(...STATUSES),
  components: array(text),
  beganAt: instant,
  resolvedAt: maybe(instant),
  updates: array(object({ at: instant, text })),
});

export const statusPageSchemas: Readonly<Record<string, Json>> = {
  StatusPageEntry: object({
    unit: text,
    title: text,
    components: array(object({ name: text, slos: whole, missing: array(text) })),
  }),
  StatusPage: object({
    unit: text,
    title: text,
    link: maybe(text),
    at: instant,
    state,
    components: array(object({ name: text, state, uptime })),
    incidents: array(publicIncident),
  }),
};

/** Public status pages. */
export const statusPageOperations: Operations = {
  '/api/v1/status-pages': {
    get: {
      summary: 'The status pages that there are, and what stands behind their components',
      answers: { '200': ['the pages', listOf('pages', 'StatusPageEntry')] },
    },
  },
  '/api/v1/status-pages/{unit}': {
    get: {
      summary:
        'What a unit shows to everybody: state and uptime of its components, incidents and the updates that were approved for customers',
      open: true,
      parameters: [unit],
      answers: { '200': ['the page', reference('StatusPage')], '404': 'there is no such page' },
    },
  },
  '/status/{unit}/feed.xml': {
    get: {
      summary: 'Its incidents as RSS 2.0',
      open: true,
      parameters: [unit],
      answers: {
        '200': ['the feed', undefined, 'application/rss+xml'],
        '404': 'there is no such page',
      },
    },
  },
};
