import type { EventSource } from '../../engine/ports.js';

/** A source that a reload can point elsewhere while the engine holds on to it. */
export class SwitchableSource implements EventSource {
  constructor(private current: EventSource) {}

  switchTo(source: EventSource): void {
    this.current = source;
  }

  read: EventSource['read'] = (requests) => this.current.read(requests);

  readTiles: EventSource['readTiles'] = (requests) => this.current.readTiles(requests);

  countSeries: EventSource['countSeries'] = (requests) => this.current.countSeries(requests);

  findGroups: EventSource['findGroups'] = (requests) => this.current.findGroups(requests);

  findFiring: EventSource['findFiring'] = (alertname) => this.current.findFiring(alertname);

  buckets: EventSource['buckets'] = (selector) => this.current.buckets(selector);
}
