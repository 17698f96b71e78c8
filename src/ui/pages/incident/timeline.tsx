import { useSearchParams } from 'react-router';
import type { IncidentSummary, TimelineEntry } from '../../../http/answers.js';
import { Time } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { withParam } from '../../words/params.js';
import { AddEntry } from './add-entry.js';
import css from './timeline.module.css';
import { authorsOf, entriesShown, happenedAt, SORTS, timelineView } from './model/timeline.js';
import { EntryMark } from './entry-mark.js';
import { Search } from '../../parts/search.js';

const SORT_WORDS: Readonly<Record<(typeof SORTS)[number], string>> = {
  all: 'Everything',
  people: 'By people',
  phases: 'Phases and severity',
  causes: 'Cause and cure',
  told: 'Calls and updates',
  engine: 'By the engine',
};

interface Props {
  readonly incident: IncidentSummary;
  readonly timeline: readonly TimelineEntry[];
}

/** What happened, newest first: to be narrowed down, added to and starred. */
export function Timeline({ incident, timeline }: Props) {
  const [params, setParams] = useSearchParams();
  const view = timelineView(params);
  const set = (name: string, value: string) =>
    setParams((now) => withParam(now, name, value), { replace: true });
  const shown = entriesShown(timeline, incident.starred, view);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <AddEntry id={incident.id} />
      <div className={css['filters']} role="search" aria-label="Timeline">
        <Search
          id="timeline-search"
          label="Search the timeline"
          placeholder="Search  ( / )"
          text={view.text}
          onChange={(text) => set('q', text)}
        />
        <select
          aria-label="Kind"
          value={view.sort}
          onChange={({ target }) => set('kind', target.value === 'all' ? '' : target.value)}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]}
            </option>
          ))}
        </select>
        <select aria-label="Author" value={view.by ?? ''} onChange={({ target }) => set('by', target.value)}>
          <option value="">Author: all</option>
          {authorsOf(timeline).map((by) => (
            <option key={by}>{by}</option>
          ))}
        </select>
        <label className={css['starred']}>
          <input
            type="checkbox"
            checked={view.starredOnly}
            onChange={({ target }) => set('starred', target.checked ? 'yes' : '')}
          />
          starred
        </label>
        <span className={css['shown']}>{counted(shown.length, 'entry', 'entries')}</span>
      </div>
      <ol className={css['entries']} reversed>
        {shown.map((entry) => (
          <Entry key={entry.seq} entry={entry} incident={incident} />
        ))}
      </ol>
    </section>
  );
}

function Entry({
  entry,
  incident: { starred, shared, shareLinks },
}: {
  readonly entry: TimelineEntry;
  readonly incident: IncidentSummary;
}) {
  const { incidentId: id, seq, at, by, text, kind } = entry;
  const when = happenedAt(entry);
  const isLate = when !== Date.parse(at);
  return (
    <li className={css['entry']} data-engine={by === 'engine'} data-kind={kind}>
      <span className={css['when']}>
        <Time at={when} />
      </span>
      <span className={css['text']}>
        {text}
        <small>
          #{seq} {by}
          {isLate && (
            <>
              , written down <Time at={at} />
            </>
          )}
        </small>
      </span>
      <span className={css['marks']}>
        {shareLinks.length > 0 && <EntryMark as="shared" id={id} seq={seq} marked={shared.includes(seq)} />}
        <EntryMark as="stars" id={id} seq={seq} marked={starred.includes(seq)} />
      </span>
    </li>
  );
}
