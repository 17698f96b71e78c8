export interface ChartLine {
  readonly label: string;
  /** A token: `--chart-1`. */
  readonly colour: string;
  /** One per time; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly dashed?: boolean;
}

/** Something that happened at an instant (epoch ms). */
export interface ChartMark {
  readonly at: number;
  readonly label: string;
  readonly colour: string;
}

/** Stretches (epoch ms) in a row of their own above the lines. */
export interface ChartStrip {
  /** A word or two, before the row. */
  readonly mark: string;
  readonly label: string;
  readonly colour: string;
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

export interface ChartData {
  /** Epoch ms, in order. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  /** Levels across the whole chart. */
  readonly limits?: readonly { readonly value: number; readonly label: string; readonly colour: string }[];
  readonly marks?: readonly ChartMark[];
  readonly strips?: readonly ChartStrip[];
  /** Stretches (epoch ms) of which too little is known, or that do not count: hatched. */
  readonly unseen?: readonly { readonly from: number; readonly to: number }[];
  /** What the axis shows at least. */
  readonly least?: readonly [number, number];
}
