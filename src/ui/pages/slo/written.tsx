import { useSloSpec } from '../../api/slo-history.js';
import type { SloSpec } from '../../../http/answers.js';
import { Answered } from '../../parts/answered.js';
import css from './slo.module.css';
import part from '../../parts/part.module.css';

/** The queries, the file and the rules. */
export function Written({ service, slo }: { readonly service: string; readonly slo: string }) {
  const spec = useSloSpec(service, slo);
  return (
    <section className={part['part']}>
      <h2>As written</h2>
      <Answered query={spec} what="The SLO’s text" lines={6}>
        {(written) => (
          <>
            <Queries spec={written} />
            <h3>
              {written.file}:{written.line}:{written.column}
            </h3>
            <p>
              {written.fields
                .filter(({ field }) => field !== 'slo')
                .map(({ field, line, column }) => `${field} ${line}:${column}`)
                .join(' · ')}
            </p>
            {written.text === null ? (
              <p>The file is no longer there as it was loaded.</p>
            ) : (
              <pre tabIndex={0} aria-label={`${written.file} as written`}>
                {numbered(written.text, written.firstLine)}
              </pre>
            )}
            {written.rules === null ? (
              <p>No rules: Prometheus cannot say this SLO, the daemon judges it alone.</p>
            ) : (
              <details>
                <summary>The rules that are generated of it</summary>
                <pre tabIndex={0}>{written.rules}</pre>
              </details>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

function Queries({ spec }: { readonly spec: SloSpec }) {
  return (
    <ul className={css['queries']}>
      {spec.queries.map(({ of, text, prometheusUrl, grafanaUrl }) => (
        <li key={of}>
          <span>{of}</span> <code>{text}</code>{' '}
          {prometheusUrl !== null && (
            <a href={prometheusUrl} rel="noreferrer">
              {of} in Prometheus
            </a>
          )}{' '}
          {grafanaUrl !== null && (
            <a href={grafanaUrl} rel="noreferrer">
              {of} in Grafana
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function numbered(text: string, firstLine: number): string {
  const lines = text.split('\n');
  const width = String(firstLine + lines.length - 1).length;
  return lines.map((line, index) => `${String(firstLine + index).padStart(width)}  ${line}`).join('\n');
}
