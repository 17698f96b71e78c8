import { hashText } from './hash-text.js';

/** SLOs are shared out by buckets: enough of them to be even among a few replicas, and few enough to be renewed every second. */
export const BUCKETS = 64;

/**
 * The bucket (0 to BUCKETS − 1) of an SLO, or of anything that is kept for one. All of a service lie in one, so that label sets stay with their
 * template and what is decided of a service is decided in one place.
 * @param key begins with the service and a slash, as the ids of SLOs do
 */
export function bucketOf(key: string): number {
  const slash = key.indexOf('/');
  return hashText(slash < 0 ? key : key.slice(0, slash)) % BUCKETS;
}
