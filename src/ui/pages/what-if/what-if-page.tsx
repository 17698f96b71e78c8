import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { SloStatus } from '../../../http/answers.js';
import { useSlo } from '../../api/slos.js';
import { useWhatIf } from '../../api/what-if.js';
import { useAfter } from '../../browser/clock.js';
import { Answered } from '../../parts/answered.js';
import { Failure } from '../../parts/notice.js';
import { PageHead } from '../../parts/page-head.js';
import { type Draft, draftOf, proposalOf } from '../../words/proposal.js';
import { Compared } from './compared.js';
import { type Faults, faultsOf, isSound } from './faults.js';
import { ProposalForm } from './proposal-form.js';
import { Replayed } from './replayed.js';
import { tierDrafts } from './tier-drafts.js';
import css from './what-if.module.css';
import { isZone } from './zones.js';

/** So long after the last key it is asked. */
const SETTLED_MS = 500;

/** What an SLO would have meant with another target, window or tiers. */
export default function WhatIfPage() {
  const { service = '', slo = '' } = useParams();
  const status = useSlo(service, slo);
  return (
    <>
      <PageHead title={`What if: ${service}/${slo}`}>
        <Link to={`/slos/${encodeURIComponent(service)}/${encodeURIComponent(slo)}`}>Back to the SLO</Link>
      </PageHead>
      <Answered query={status} what={`${service}/${slo}`} lines={8}>
        {(data) => <Loaded key={data.id} status={data} />}
      </Answered>
    </>
  );
}

function Loaded({ status }: { readonly status: SloStatus }) {
  const [params] = useSearchParams();
  const draft = useMemo(() => draftOf(params), [params]);
  const faults = useMemo(() => faultsOf(draft, status, isZone), [draft, status]);
  const { asked, isSettled } = useSettled(draft, faults);
  const compared = useWhatIf(status.service, status.name, asked);
  const usual = compared.isPlaceholderData ? undefined : compared.data?.proposed.tiers;
  return (
    <div className={css['columns']}>
      <ProposalForm
        status={status}
        draft={draft}
        faults={faults}
        tiers={draft.tiers ?? tierDrafts(status, draft, usual)}
      />
      <section aria-label="Result" aria-busy={compared.isFetching || !isSettled}>
        <p role="status">{wordOf(compared.isFetching, faults)}</p>
        {compared.error && isSound(faults) && (
          <Failure
            what="This cannot be replayed"
            error={compared.error}
            again={() => void compared.refetch()}
          />
        )}
        {compared.data && compared.error === null && (
          <>
            <Compared result={compared.data} />
            <Replayed result={compared.data} />
          </>
        )}
      </section>
    </div>
  );
}

/** The last draft that made sense, once nothing has been typed for a while. */
function useSettled(draft: Draft, faults: Faults) {
  const text = JSON.stringify(draft);
  const [asked, setAsked] = useState(() => (isSound(faults) ? { text, draft } : undefined));
  useAfter(SETTLED_MS, () => isSound(faults) && setAsked({ text, draft }), text);
  return {
    asked: asked === undefined ? undefined : proposalOf(asked.draft),
    isSettled: asked?.text === text || !isSound(faults),
  };
}

function wordOf(isFetching: boolean, faults: Faults): string {
  if (!isSound(faults)) return 'Nothing is replayed until what is marked makes sense; below is what did.';
  return isFetching ? 'Replaying the past: the first time takes some seconds …' : 'Replayed.';
}
