/** The last so many ms, or from and to (epoch ms). */
export type Span = { readonly lastMs: number } | { readonly from: number; readonly to: number };
