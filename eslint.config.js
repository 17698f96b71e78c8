import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const AXIOS = {
  name: 'axios',
  message: 'Only adapters talk to the outside; write a port in engine/ports.ts.',
};

const hidden = (what) => `A hidden ${what} cannot be tested: take it from engine/ports.ts, handed in.`;
const CLOCK = hidden('clock');
const RANDOM = hidden('source of randomness');
const ENVIRONMENT = 'Only main reads the environment: hand the value in.';
const NETWORK = 'Only adapters talk to the outside: hand a port in.';

export default defineConfig([
  globalIgnores(['dist', 'coverage', '.firebreak']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'firebreak/no-slow-patterns',
    plugins: { regexp },
    // A text that somebody sends must not keep a pattern busy for longer than it takes to read it.
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }] },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers and booleans read well in a template; objects, null and undefined still fail.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `close: () => server.close()` is clear, and the type checker sees a void value that somebody uses.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // noUncheckedIndexedAccess already makes every such value possibly undefined; `!` stays forbidden by the strict set.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Ports and kysely's builders are objects of closures, without `this`, and made to be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // What is stored as JSON is a plain record; a Map in its place would only move the work.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A port is asynchronous whether or not this implementation of it has something to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
  },
  {
    name: 'firebreak/nothing-hidden',
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/adapters/**', 'src/main/**', 'src/ui/browser/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: CLOCK },
        { object: 'Math', property: 'random', message: RANDOM },
        { object: 'process', property: 'env', message: ENVIRONMENT },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
        { selector: 'CallExpression[callee.name="Date"]', message: CLOCK },
      ],
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
          name,
          message: CLOCK,
        })),
        { name: 'crypto', message: RANDOM },
        { name: 'fetch', message: NETWORK },
        { name: 'globalThis', message: 'It is the way round every ban above.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            AXIOS,
            { name: 'node:process', message: ENVIRONMENT },
            ...['node:timers', 'node:timers/promises', 'node:perf_hooks'].map((name) => ({
              name,
              message: CLOCK,
            })),
          ],
        },
      ],
    },
  },
  {
    name: 'firebreak/axios-in-adapters',
    files: ['src/main/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [AXIOS] }] },
  },
  {
    name: 'firebreak/requests-leave-by-one-door',
    files: ['src/adapters/**/*.ts', 'src/main/**/*.ts'],
    ignores: ['src/main/demo/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'WebSocket', 'EventSource'].map((name) => ({
          name,
          message: 'It follows redirects and asks for addresses as it likes: use src/adapters/outgoing.',
        })),
      ],
    },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // vitest's matchers (expect.any, expect.objectContaining) are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
]);
