import Type, { type Static } from 'typebox';
import type { Component, StatusPage } from '../../core/status-page/status-page.js';
import type { Complaints } from './reading.js';
import { closed, httpUrl, name, text } from './schema-parts.js';

const ComponentSpec = Type.Object(
  {
    name: text('what its customers call it'),
    service: Type.Optional(text('the service whose SLOs stand behind it')),
    slos: Type.Optional(
      Type.Array(
        Type.String({
          description: 'an SLO: service/name',
          pattern: '^[^/\\s]+/[^/\\s]+$',
        }),
        { minItems: 1, description: 'the SLOs that stand behind it' },
      ),
    ),
  },
  { ...closed, description: 'a part of what the unit offers, with a service or slos' },
);

export const StatusPageSpec = Type.Object(
  {
    unit: name('the business unit as it stands in the address, /status/<unit>'),
    title: text('what stands above the page'),
    components: Type.Array(ComponentSpec, { minItems: 1, description: 'what the page shows, in its order' }),
    link: Type.Optional(httpUrl('where customers go from there')),
  },
  { ...closed, description: 'a page that everybody may see' },
);

type Spec = Static<typeof StatusPageSpec>;

/** The status pages of a file; a component has a service or SLOs, and names are given once. */
export function readStatusPages(pages: readonly Spec[], problems: Complaints): readonly StatusPage[] {
  return pages.map(({ unit, title, components, link }, index) => {
    const path = ['status_pages', index] as const;
    if (pages.findIndex((page) => page.unit === unit) < index)
      problems.at([...path, 'unit'], `there is another page of the unit "${unit}"`, 'put both into one');
    const read = components.flatMap((component, at): Component[] => {
      const inFile = [...path, 'components', at];
      if (components.findIndex(({ name: other }) => other === component.name) < at)
        problems.at(
          [...inFile, 'name'],
          `there is another component "${component.name}"`,
          'give each a name of its own',
        );
      return readComponent(component, inFile, problems);
    });
    return { unit, title, components: read, link };
  });
}

function readComponent(
  { name: called, service, slos }: Static<typeof ComponentSpec>,
  path: readonly (string | number)[],
  problems: Complaints,
): Component[] {
  if (service !== undefined && slos === undefined) return [{ name: called, service }];
  if (slos !== undefined && service === undefined) return [{ name: called, slos }];
  problems.at(
    path,
    service === undefined ? `nothing stands behind "${called}"` : `"${called}" has a service and slos`,
    'give it either service, for all of its SLOs, or slos',
  );
  return [];
}
