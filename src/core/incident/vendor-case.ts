/** A case that was opened with a vendor for an incident. Instants are epoch ms. */
export interface VendorCase {
  /** Counted from 1 within its incident; `V1` to people. */
  readonly number: number;
  /** The vendor's id, and what people call them. */
  readonly vendor: string;
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly openedAt: number;
  /** How soon they had promised to answer when it was opened (ms); undefined where nothing is promised. */
  readonly promisedMs: number | undefined;
  /** Set once it was told that they have broken it. */
  readonly overdueAt: number | undefined;
  /** How many of the vendor's escalation steps fell due. */
  readonly steps: number;
  readonly answeredAt: number | undefined;
  /** What they call it themselves. */
  readonly reference: string | undefined;
  readonly closedAt: number | undefined;
}
