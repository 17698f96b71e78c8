import Type, { type Static } from 'typebox';
import { closed, httpUrl, text } from './schema-parts.js';

export const Links = Type.Object(
  {
    prometheus: Type.Optional(httpUrl('Prometheus as people reach it (default prometheus.url)')),
    grafana: Type.Optional(httpUrl('Grafana as people reach it: queries get a link to Explore')),
    grafana_datasource: Type.Optional(
      text('the uid of the data source in Grafana that is this Prometheus (default prometheus)'),
    ),
  },
  { ...closed, description: 'where pages lead people to' },
);

/** Where pages lead people to. */
export interface LinkSettings {
  readonly prometheus: string;
  readonly grafana: { readonly url: string; readonly datasource: string } | undefined;
}

export function readLinks(spec: Static<typeof Links> | undefined, prometheus: string): LinkSettings {
  const { grafana, grafana_datasource: datasource = 'prometheus' } = spec ?? {};
  return {
    prometheus: spec?.prometheus ?? prometheus,
    grafana: grafana === undefined ? undefined : { url: grafana, datasource },
  };
}
