/** What one call of the outside came to; `why` says nothing of the URL. */
export type PingOutcome = { readonly kind: 'sent' } | { readonly kind: 'not-sent'; readonly why: string };
