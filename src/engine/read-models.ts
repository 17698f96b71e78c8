/** What the API, the pages and the commands show. Times are epoch ms here; HTTP writes them as ISO 8601 in UTC. */
export type * from './read-models/slos.js';
export type * from './read-models/slo-history.js';
export type * from './read-models/slo-spec.js';
export type * from './read-models/what-if.js';
export type * from './read-models/overview.js';
export type * from './read-models/exclusions.js';
export type * from './read-models/incidents.js';
export type * from './read-models/deliveries.js';
export type * from './read-models/daemon.js';
export type * from './read-models/tokens.js';
export type * from './read-models/oncall.js';
export type * from './read-models/contacts.js';
export type * from './read-models/status-pages.js';
