import Type, { type Static } from 'typebox';
import { closed, duration, flag, name, secretHttpUrl, text } from './schema-parts.js';

/** Who notices when the daemon itself is gone. */
export const Heartbeat = Type.Object(
  {
    url: Type.Optional(secretHttpUrl('where the outside waits for heartbeats')),
    url_file: Type.Optional(text('a file that holds the URL')),
    every: Type.Optional(
      duration('how often a heartbeat is due (default 1m); it divides a minute or an hour'),
    ),
    canary: Type.Optional(
      name('the receiver (a webhook, a file or stdout) that a message has to reach before each heartbeat'),
    ),
    allow_private_addresses: Type.Optional(flag('the URL may lead into the own network')),
  },
  { ...closed, description: 'a URL that is called while evaluation, storage and delivery work' },
);
/** Prometheus' own sign of life. */
export const Watchdog = Type.Object(
  {
    alertname: Type.Optional(name('the alert that has to fire always (default Watchdog)')),
    within: Type.Optional(duration('for how long it may be away (default 2m)')),
  },
  { ...closed, description: 'the alert of Prometheus that has to fire always' },
);

export type HeartbeatSpec = Static<typeof Heartbeat>;
