import { FirebreakError } from '../../core/errors.js';
import { reportText } from '../../spec/report/text.js';
import type { CliContext, SourceAddress } from '../context.js';
import { CommandFailure } from '../exit-codes.js';
import { expandTemplates, KEPT } from '../expand-templates.js';
import { hasErrors, loadSpecs } from '../load-specs.js';
import { type GateView, readGateView, unknownView, viewOf } from './gate-view.js';
import { failureText } from './target.js';

export type GateSource =
  | { readonly kind: 'daemon'; readonly url: string }
  | { readonly kind: 'prometheus'; readonly address: SourceAddress; readonly specs: readonly string[] };

interface GateRequest {
  readonly service: string;
  readonly environment: string | undefined;
}

/** The gate's answer. No answer, a refusal and broken specs are `unknown` with the reason: a gate always answers. */
export function askGate(context: CliContext, request: GateRequest, source: GateSource): Promise<GateView> {
  return source.kind === 'daemon'
    ? askDaemon(context, request, source.url)
    : judge(context, request, source.address, source.specs);
}

async function askDaemon(context: CliContext, request: GateRequest, url: string): Promise<GateView> {
  const { service, environment } = request;
  const query = { service, ...(environment === undefined ? {} : { environment }) };
  const answer = await (await context.daemon(url)).getJson('/api/v1/gate', query);
  if (answer.kind !== 'answered') return unknownView(service, environment, failureText(answer, url));
  try {
    return readGateView(answer.body);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return unknownView(service, environment, `${url}: ${error.message}`);
  }
}

async function judge(
  context: CliContext,
  request: GateRequest,
  address: SourceAddress,
  specs: readonly string[],
): Promise<GateView> {
  const { service, environment } = request;
  const { files, slos, templates, exclusions, problems } = await loadSpecs(context, specs);
  if (hasErrors(problems)) {
    context.stderr.write(reportText(problems, files, context.stderr.paint));
    return unknownView(service, environment, 'the specs have errors');
  }
  const own = templates.filter(({ slo }) => slo.service === service);
  const expanded = await expandTemplates(context, own, address, KEPT);
  context.stderr.write(reportText(expanded.problems, files, context.stderr.paint));
  if (hasErrors(expanded.problems)) return unknownView(service, environment, 'not every label set is known');
  try {
    const all = [...slos, ...expanded.slos];
    return viewOf(await context.judgeOnce(all, { source: address, exclusions, service, environment }));
  } catch (error) {
    if (!(error instanceof FirebreakError)) throw error;
    return unknownView(service, environment, error.message);
  }
}
