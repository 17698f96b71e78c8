import { join } from 'node:path';
import { REPOSITORY } from './run.mjs';
import { program } from './steps.mjs';
import { ADVISORIES, BILL_OF_MATERIALS, LICENCES } from './supply-chain.mjs';
import { tests } from './vitest.mjs';

const tool = (name) => join(REPOSITORY, 'node_modules/.bin', name);

/** All that can be said of the source without running it as a whole; the longest first, so that two at a time end together. */
export const CHECKS = [
  program('lint', tool('eslint'), ['.']),
  tests('unit tests', ['unit']),
  program('types', tool('tsc'), ['--noEmit', '-p', '.']),
  program('types of the pages', tool('tsc'), ['--noEmit', '-p', 'src/ui']),
  program('unused code', tool('knip'), ['--no-progress']),
  program('dependency direction', tool('depcruise'), ['src', '--config', '.dependency-cruiser.cjs']),
  program('format', tool('biome'), ['format', '.']),
  LICENCES,
  BILL_OF_MATERIALS,
  ADVISORIES,
];
