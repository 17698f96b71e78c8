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
