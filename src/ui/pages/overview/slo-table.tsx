import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMedia } from '../../browser/media.js';
import { Empty } from '../../parts/notice.js';
import { SloLine } from './slo-line.js';
import css from './slo-table.module.css';
import { withParam } from '../../words/params.js';
import type { Line, SortKey, View } from './view.js';

const COLUMNS: readonly (readonly [key: SortKey | undefined, word: string, title?: string])[] = [
  ['name', 'SLO'],
  ['attention', 'State', 'what needs attention first'],
  ['budget', 'Budget left', 'of the SLO window, in events'],
  [
    'burn',
    'Burn now',
    'over the long window of the fastest tier; 1x spends the budget exactly in its window',
  ],
  ['exhaustion', 'Gone in', 'when the budget is spent at the pace of now'],
  [undefined, 'Burn trend', 'burn rate over the last 30 days, or the SLO window where that is shorter'],
  ['coverage', 'Data', 'the share of the window that was seen'],
  [undefined, 'Gate'],
];

interface Props {
  readonly lines: readonly Line[];
  readonly view: View;
  /** Epoch ms. */
  readonly at: number;
}

/** The list, of which only what can be seen is in the document, however many SLOs there are. */
export function SloTable({ lines, view, at }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const narrow = useMedia('(max-width: 800px)');
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'service' ? 40 : narrow ? 136 : 48),
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => {
      const line = lines[index];
      return line?.kind === 'slo' ? line.row.id : `service ${line?.service ?? index}`;
    },
  });
  useLayoutEffect(() => virtual.measure(), [narrow, lines, virtual]);
  return (
    <div role="table" aria-label="SLOs" aria-rowcount={lines.length + 1} className={css['table']}>
      <div role="rowgroup" className={css['head']}>
        <div role="row" aria-rowindex={1} className={css['row']}>
          {COLUMNS.map(([key, word, title]) => (
            <Heading key={word} sortKey={key} word={word} title={title} view={view} />
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={list} className={css['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <div
              role="row"
              key={key}
              aria-rowindex={index + 2}
              className={`${css['row'] ?? ''} ${css['line'] ?? ''} ${line.kind === 'service' ? (css['service'] ?? '') : (css[line.row.state] ?? '')}`}
              style={{ height: size, transform: `translateY(${start - top}px)` }}
            >
              <SloLine line={line} at={at} />
            </div>
          );
        })}
      </div>
      {lines.length === 0 && (
        <Empty title="No SLO is like that">
          <p>Take a filter away, or search for less.</p>
        </Empty>
      )}
    </div>
  );
}

function Heading({
  sortKey,
  word,
  title,
  view,
}: {
  readonly sortKey: SortKey | undefined;
  readonly word: string;
  readonly title: string | undefined;
  readonly view: View;
}) {
  const [, setParams] = useSearchParams();
  if (sortKey === undefined) {
    return (
      <div role="columnheader" title={title}>
        {word}
      </div>
    );
  }
  const isSorted = view.sort === sortKey;
  const turn = () => {
    const next = isSorted && !view.descending ? `-${sortKey}` : sortKey;
    setParams((now) => withParam(now, 'sort', next === 'attention' ? undefined : next), { replace: true });
  };
  return (
    <div role="columnheader" aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title={title} onClick={turn}>
        {word} <span aria-hidden="true">{isSorted ? (view.descending ? '↑' : '↓') : ''}</span>
      </button>
    </div>
  );
}
