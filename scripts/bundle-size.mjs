// How much a browser loads before it can show a page. Fails beyond what was promised.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { REPOSITORY } from './lib/run.mjs';

const FIRST_LOAD_KB = 200;
const ASSETS = join(REPOSITORY, 'dist/ui/assets');

const document = readFileSync(join(REPOSITORY, 'dist/ui/index.html'), 'utf8');
const scripts = readdirSync(ASSETS)
  .filter((name) => name.endsWith('.js'))
  .map((name) => {
    const bytes = readFileSync(join(ASSETS, name));
    return { name, kb: gzipSync(bytes).length / 1000, first: document.includes(`/assets/${name}`) };
  });
const sum = (some) => some.reduce((total, { kb }) => total + kb, 0);
const first = sum(scripts.filter((script) => script.first));
// With the entry comes the page that was asked for, and at most all that the largest one needs.
const largest = Math.max(0, ...scripts.filter((script) => !script.first).map(({ kb }) => kb));
for (const { name, kb } of scripts) console.log(`${kb.toFixed(1).padStart(7)} kB  ${name}`);
console.log(
  `first load: ${first.toFixed(1)} kB of gzipped JavaScript, ${(first + largest).toFixed(1)} kB with the largest page; ${FIRST_LOAD_KB} kB are promised`,
);
if (first === 0 || first + largest > FIRST_LOAD_KB) process.exitCode = 1;
