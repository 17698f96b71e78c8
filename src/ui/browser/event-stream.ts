import type { Topic } from '../../http/answers.js';

/** Beats come every ten seconds; when two are missing, what is shown may be old. */
const SILENCE_MS = 25_000;
const AGAIN_MS = 3_000;
/** Changes that come in a burst are told as one. */
const TOGETHER_MS = 400;

export interface StreamNews {
  /** Connected; whatever happened before is not told, so that all is to be asked again. */
  readonly onOpen: () => void;
  readonly onChange: (topics: readonly Topic[]) => void;
  /** Nothing has been heard for too long. */
  readonly onSilence: () => void;
}

/** Follows `/api/v1/events` until it is closed; comes back by itself. */
export function followEvents(news: StreamNews): () => void {
  let source: EventSource | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const changed = new Set<Topic>();
  let telling: ReturnType<typeof setTimeout> | undefined;
  const tellSoon = (topics: readonly Topic[]) => {
    for (const topic of topics) changed.add(topic);
    telling ??= setTimeout(() => {
      telling = undefined;
      news.onChange([...changed]);
      changed.clear();
    }, TOGETHER_MS);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(lost, SILENCE_MS);
  };
  const lost = () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(again);
    news.onSilence();
    again = setTimeout(connect, AGAIN_MS);
  };
  const connect = () => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('hello', () => {
      heard();
      news.onOpen();
    });
    source.addEventListener('beat', heard);
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      heard();
      tellSoon(JSON.parse(event.data) as readonly Topic[]);
    });
    source.onerror = lost;
    heard();
  };
  connect();
  return () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(again);
    clearTimeout(telling);
  };
}
