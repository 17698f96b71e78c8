import { stringify } from 'yaml';
import type { GeneratedFile } from '../../src/rules/generate-rules.js';

export interface PeerRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface PeerGroup {
  readonly name: string;
  /** Left out: the evaluation interval of the whole Prometheus. */
  readonly interval?: string;
  readonly rules: readonly PeerRule[];
}

export function ruleFile(service: string, groups: readonly PeerGroup[]): GeneratedFile {
  return { path: `${service}.yaml`, text: stringify({ groups }) };
}
