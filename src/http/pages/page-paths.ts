import type { Request } from 'express';

/** Every address of a page; what is shown there is decided in the browser, by `src/ui/app.tsx`. */
const PAGE_PATHS = [
  '/',
  '/slos/:service/:slo',
  '/slos/:service/:slo/what-if',
  '/incidents',
  '/incidents/:id',
  '/incidents/:id/view',
  '/oncall',
  '/gates',
  '/deliveries',
  '/settings',
  '/status/:unit',
  '/shared/:token',
] as const;

const SHAPES = PAGE_PATHS.map((path) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`));

/** Whether a request asks for a page. */
export function isPage({ method, path }: Pick<Request, 'method' | 'path'>): boolean {
  return (method === 'GET' || method === 'HEAD') && SHAPES.some((shape) => shape.test(path));
}

/** What is no page, whoever asks for it. */
const FOR_PROGRAMS = /^\/(api|-|assets|metrics|login|logout)(\/|$)/i;

/** Whether a browser asks for a page that there is not: it is told so by a page. Programs that take anything get JSON. */
export function isLost(request: Pick<Request, 'method' | 'path' | 'accepts'>): boolean {
  const { method, path } = request;
  if ((method !== 'GET' && method !== 'HEAD') || isPage(request) || FOR_PROGRAMS.test(path)) return false;
  return request.accepts(['json', 'html']) === 'html';
}
