/** What the engine needs of the outside, by subject. Adapters implement it; nothing else of the engine is theirs to know. */
export type * from './ports/clock.js';
export type * from './ports/source.js';
export type * from './ports/delivery.js';
export type * from './ports/store.js';
export type * from './ports/access.js';
export type * from './ports/heartbeat.js';
export type * from './ports/replicas.js';
export type * from './ports/watch.js';
