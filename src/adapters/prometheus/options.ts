/** A text that nobody may see. `file`, where it came from, is read again when the text is refused: tokens rotate. */
export interface Secret {
  readonly text: string;
  /** An absolute path. */
  readonly file?: string;
}

export type Credentials =
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly username: string; readonly password: Secret };

/** PEM texts, and how the server's certificate is checked. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name that the server's certificate has to hold, when it is another than the URL's. */
  readonly serverName?: string;
  readonly insecureSkipVerify?: boolean;
}

/** Where and how to ask. */
export interface PrometheusOptions {
  /** With the path prefix, if there is one: `http://mimir:8080/prometheus`. */
  readonly url: string;
  /** The longest that one query may take, retries included. */
  readonly timeoutMs: number;
  /** POST when it is not given: a query may be longer than a URL. */
  readonly method?: 'GET' | 'POST';
  readonly credentials?: Credentials;
  readonly tls?: TlsOptions;
  /** Sent with every request; a value from a file is a secret, one without is not. */
  readonly headers?: Readonly<Record<string, Secret>>;
  /** Added to every query; an empty value takes a default parameter out. */
  readonly params?: Readonly<Record<string, string>>;
}
