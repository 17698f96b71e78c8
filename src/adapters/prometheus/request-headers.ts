import { readFile } from 'node:fs/promises';
import { hideSecrets, namesSecret } from '../../core/hide-secrets.js';
import type { PrometheusOptions, Secret } from './options.js';

type Headers = Readonly<Record<string, string>>;

/** The headers of every request, with secrets that may be renewed in their files. */
export class RequestHeaders {
  private current: Headers;
  private readonly renewed = new Map<string, string>();

  constructor(private readonly options: Pick<PrometheusOptions, 'credentials' | 'headers'>) {
    this.current = this.build();
  }

  now(): Headers {
    return this.current;
  }

  /** Reads the files of the secrets again; true when they say something else than what was sent. */
  async differFrom(sent: Headers): Promise<boolean> {
    for (const { file } of this.secrets()) {
      if (file === undefined) continue;
      // A file that is away for a moment, while it is being replaced, leaves what there was.
      const text = await readFile(file, 'utf8').then(
        (content) => content.trim(),
        () => '',
      );
      if (text !== '') this.renewed.set(file, text);
    }
    this.current = this.build();
    return JSON.stringify(this.current) !== JSON.stringify(sent);
  }

  /** The text without any secret that a server may have repeated in it. */
  hide(text: string): string {
    const sent = Object.entries(this.current).filter(([name]) => namesSecret(name));
    // A scheme (`Basic`, `Bearer`) is none.
    const told = sent.map(([, value]) => value.replace(/^[a-z]+ +/i, ''));
    return hideSecrets([...this.secrets().map((secret) => this.textOf(secret)), ...told])(text);
  }

  private build(): Headers {
    const given = Object.entries(this.options.headers ?? {});
    const headers = Object.fromEntries(given.map(([name, value]) => [name, this.textOf(value)]));
    const { credentials } = this.options;
    if (credentials?.kind === 'bearer') headers.Authorization = `Bearer ${this.textOf(credentials.token)}`;
    if (credentials?.kind === 'basic') {
      const pair = `${credentials.username}:${this.textOf(credentials.password)}`;
      headers.Authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    }
    return headers;
  }

  private secrets(): Secret[] {
    const { credentials, headers = {} } = this.options;
    const inHeaders = Object.values(headers).filter((value) => value.file !== undefined);
    if (!credentials) return inHeaders;
    return [credentials.kind === 'bearer' ? credentials.token : credentials.password, ...inHeaders];
  }

  private textOf({ text, file }: Secret): string {
    return (file === undefined ? undefined : this.renewed.get(file)) ?? text;
  }
}
