import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { SloStatus } from '../../../http/answers.js';
import { useSlo } from '../../api/slos.js';
import { useWhatIf } from '../../api/what-if.js';
import { useAfter } from '../../browser/clock.js';
import { Answered } from '../../parts/answered.js';
import { Failure } from '../../parts/notice.js';
import { PageHead } from '../../parts/page-head.js';
import { proposalOf } from '../../words/proposal.js';
import { Compared } from './compared.js';
import { ProposalForm } from './proposal-form.js';
import css from './what-if.module.css';

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
  const text = params.toString();
  const [settled, setSettled] = useState(text);
  useAfter(SETTLED_MS, () => setSettled(text), text);
  const compared = useWhatIf(status.service, status.name, proposalOf(new URLSearchParams(settled)));
  return (
    <div className={css['columns']}>
      <ProposalForm status={status} />
      <section aria-label="Result" aria-busy={compared.isFetching || settled !== text}>
        <p role="status">
          {compared.isFetching ? 'Replaying the past: the first time takes some seconds …' : 'Replayed.'}
        </p>
        {compared.data && compared.error === null && <Compared result={compared.data} />}
        {compared.error && (
          <Failure
            what="This cannot be replayed"
            error={compared.error}
            again={() => void compared.refetch()}
          />
        )}
      </section>
    </div>
  );
}
