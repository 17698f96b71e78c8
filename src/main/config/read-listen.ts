import type { ConfigProblems } from './config-problems.js';

/** Where to listen, from the flag, else the variable, else the file, else the loopback default. */
export function readListen(
  flag: string | undefined,
  variable: string | undefined,
  setting: string | undefined,
  problems: ConfigProblems,
): { host: string; port: number } {
  const given = flag ?? (variable || undefined) ?? setting ?? '127.0.0.1:9596';
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/i.exec(given);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host !== undefined && port <= 65_535) return { host, port };
  const message = `"${given}" is no address to listen on`;
  const mend = 'write host:port, such as 127.0.0.1:9596 or [::1]:9596';
  if (flag !== undefined) problems.in('--listen', message, mend);
  else if (variable) problems.in('FIREBREAK_HTTP_LISTEN', message, mend);
  else problems.at(['http', 'listen'], message, mend);
  return { host: '127.0.0.1', port: 9596 };
}
