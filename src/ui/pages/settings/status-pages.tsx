import { useStatusPages } from '../../api/status-page.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { counted } from '../../words/numbers.js';
import css from './settings.module.css';
import { SMALLEST_PAGE } from './smallest-page.js';

/** What is shown to everybody, and what stands behind it. */
export function StatusPages() {
  const pages = useStatusPages();
  return (
    <section aria-labelledby="status-pages">
      <h2 id="status-pages">Public status pages</h2>
      <Answered query={pages} what="Status pages" lines={2}>
        {(all) =>
          all.length === 0 ? (
            <>
              <p className={css['row']}>
                There are none. To show customers how a business unit is, write this into firebreak.yaml; it
                is read at once, and the page is at /status/payments:
              </p>
              <pre tabIndex={0} aria-label="A status page in firebreak.yaml">
                {SMALLEST_PAGE}
              </pre>
            </>
          ) : (
            <ul className={css['pages']}>
              {all.map(({ unit, title, components }) => (
                <li key={unit}>
                  <a href={`/status/${encodeURIComponent(unit)}`}>{title}</a>{' '}
                  <span className={css['soft']}>
                    {components.map(({ name, slos }) => `${name} (${counted(slos, 'SLO')})`).join(', ')},{' '}
                    <a href={`/status/${encodeURIComponent(unit)}/feed.xml`} aria-label={`RSS of ${title}`}>
                      RSS
                    </a>
                  </span>
                  {components.flatMap(({ name, missing }) =>
                    missing.map((each) => (
                      <p key={`${name} ${each}`}>
                        <Badge tone="unknown">
                          {name} is unknown: there is no {each}
                        </Badge>
                      </p>
                    )),
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
