import { globMatches } from '../delivery/route.js';

/** A way to somebody's support: whom to ring, to write to, which page to open, or a receiver of the configuration that they read. */
export interface VendorRoute {
  readonly name: string;
  readonly via: (typeof VENDOR_VIAS)[number];
  readonly to: string;
}

export const VENDOR_VIAS = ['phone', 'email', 'url', 'receiver'] as const;

/** Somebody else whom services depend on, and what they have promised. */
export interface Vendor {
  /** What commands call them: `payco`. */
  readonly id: string;
  /** What people call them. */
  readonly name: string;
  /** Services that depend on them: exact, or with `*` for any run of characters. */
  readonly services: readonly string[];
  readonly contract: string | undefined;
  /** How soon they have promised to answer (ms); undefined where nothing is promised. */
  readonly response: number | undefined;
  readonly account: string | undefined;
  /** A case is opened by the first one. */
  readonly routes: readonly [VendorRoute, ...VendorRoute[]];
  /** What is tried while they do not answer, counted from when the case was opened (ms), in that order. */
  readonly steps: readonly { readonly after: number; readonly route: VendorRoute }[];
}

/** The vendors that a service depends on. */
export function vendorsOf(vendors: ReadonlyMap<string, Vendor>, service: string): readonly Vendor[] {
  return [...vendors.values()].filter(({ services }) => services.some((glob) => globMatches(glob, service)));
}
