/** The direction of dependencies in src/, types included. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-core-only',
      comment:
        'What is decided must be decidable anywhere, at any instant, without a world around it: core takes values in and gives values out. Hand in what you need, or move the code to the room that may import it.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'promql-imports-core-and-grammar',
      comment:
        'PromQL text is read by the grammar alone, so that the command line, the daemon and the browser read it alike: no files, no network, nothing that comes later in the flow.',
      severity: 'error',
      from: { path: '^src/promql/' },
      to: { pathNot: ['^src/(core|promql)/', 'node_modules/(@lezer|@prometheus-io|re2js)/'] },
    },
    {
      name: 'spec-imports-core-promql-and-readers',
      comment:
        'A spec is text in, SLOs or problems out: whoever has the text (file, editor, pull request) gets the same answer. Reading files is adapters/spec-files.',
      severity: 'error',
      from: { path: '^src/spec/' },
      to: { pathNot: ['^src/(core|promql|spec)/', 'node_modules/(yaml|ajv|typebox|re2js|ical\\.js)/'] },
    },
    {
      name: 'rules-import-core-promql-spec',
      comment:
        'Rules are generated from an SLO and nothing else, so that the same SLO gives the same file on every machine. Writing files is the business of the command line.',
      severity: 'error',
      from: { path: '^src/rules/' },
      to: { pathNot: ['^src/(core|promql|spec|rules)/', 'node_modules/yaml/'] },
    },
    {
      name: 'lint-imports-core-promql-spec-rules',
      comment:
        'A lint rule judges SLOs and facts that it is handed, so that it is tested without a Prometheus: what it wants to know of one becomes a fact of src/lint, which the command line gathers.',
      severity: 'error',
      from: { path: '^src/lint/' },
      to: { pathNot: '^src/(core|promql|spec|rules|lint)/' },
    },
    {
      name: 'engine-imports-core-only',
      comment:
        'The engine drives core through ports.ts, so a test can play years of incidents in a second. What it needs of the outside becomes a port, and an adapter implements it.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { pathNot: '^src/(core|engine)/' },
    },
    {
      name: 'adapters-stand-alone',
      comment:
        'Each adapter can be replaced without reading another: it knows core, the ports with the read models they speak of, and its own outside thing. What two of them share belongs in core, or main hands it in.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/core/',
          '^src/engine/(ports|read-models)\\.ts$',
          '^src/adapters/outgoing/',
          '^src/adapters/$1(/|$)',
        ],
      },
    },
    {
      name: 'requests-leave-by-one-door',
      comment:
        'A URL that a user names may lead inside: src/adapters/outgoing checks the address and connects to what it checked. Whoever opens connections otherwise stands in this list, with an operator’s own server at the other end, a timeout, a size limit, and errors that hide secrets.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/adapters/outgoing/',
          '^src/adapters/prometheus/client\\.ts$',
          '^src/adapters/ruler/ruler-client\\.ts$',
          '^src/adapters/daemon-client/',
          // They serve or read certificates; the demo is a toy on this machine alone.
          '^src/main/config/read-(pem|http)\\.ts$',
          '^src/main/daemon/listen\\.ts$',
          '^src/main/demo/',
        ],
      },
      to: {
        path: [
          '^(node:)?(http|https|http2|net|tls|dgram|dns)$',
          '(^|/)node_modules/(axios|undici|got|node-fetch)/',
        ],
      },
    },
    {
      name: 'http-and-cli-know-no-adapter',
      comment:
        'Routes and verbs say what is wanted; main chooses who does it. So every one of them is tested without a server, a disk or a database.',
      severity: 'error',
      from: { path: '^src/(http|cli)/' },
      to: { path: '^src/', pathNot: '^src/(core|promql|spec|rules|lint|engine|$1)/' },
    },
    {
      name: 'ui-talks-to-the-api-only',
      comment:
        'The pages know what the HTTP API answers (types of src/http) and nothing of how: what they need must be in the API, where others can use it too.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: ['^src/ui/', '^src/http/'] },
    },
    {
      name: 'ui-takes-types-only',
      comment: 'The server must not end up in the bundle of the browser: write `import type`.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/http/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-main',
      comment:
        'main puts everything together and is known to nobody: a room that needs something of it should be handed that thing.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/' },
      to: { path: '^src/main/' },
    },
    {
      name: 'src-imports-src-and-packages-only',
      comment:
        'Tests, scripts and fixtures are not shipped, so what imports them breaks on the first installation.',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', '(^|/)node_modules/'], dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'no-cycles',
      comment:
        'Files in a circle, be it of types, can only be understood, tested and moved together. Put what they share in a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: an import that vanishes in the build still ties two rooms together in the reader's mind.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
