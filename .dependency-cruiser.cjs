// The package table of docs/architecture/packages.md as rules: no import goes up, none goes round, packages meet at
// their entries only, what runs in browsers imports no Node module, heavy libraries stay in their rooms.

const tests = '[.]test[.]ts$|/fixtures/|/testing/naive/';

/** Which packages each one may import, besides itself. */
const table = {
  core: [],
  engine: ['core'],
  copula: ['core', 'engine'],
  ctgan: ['core', 'engine'],
  tvae: ['core', 'engine'],
  tree: ['core', 'engine'],
  ar: ['core', 'engine'],
  auto: ['core', 'tree', 'ar'],
  evaluation: ['core'],
  'duckdb-sink': ['core'],
  'snowflake-sink': ['core'],
  'kafka-sink': ['core'],
  server: [
    'core',
    'engine',
    'copula',
    'ctgan',
    'tvae',
    'tree',
    'ar',
    'auto',
    'evaluation',
    'duckdb-sink',
    'snowflake-sink',
    'kafka-sink',
  ],
};
table.cli = ['server', ...table.server];

const up = Object.entries(table).map(([name, below]) => ({
  name: `${name}-imports-only-below`,
  comment: `@cvd/${name} may import ${below.length ? below.join(', ') : 'no other package'} (docs/architecture/packages.md).`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
}));

/** Rooms that hold a heavy library: everything else reaches it through them. */
const heavy = [
  { library: 'apache-arrow', rooms: ['core/src/arrow'] },
  { library: '@duckdb/', rooms: ['duckdb-sink/src'] },
  { library: '@faker-js/faker', rooms: ['core/src/transformers', 'core/src/personal-data'] },
  { library: 'snowflake-sdk', rooms: ['snowflake-sink/src'] },
  { library: '@platformatic/kafka', rooms: ['kafka-sink/src/client/platformatic'] },
  { library: '@tensorflow/', rooms: ['engine/src'] },
].map(({ library, rooms }) => ({
  name: `${library.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-in-its-room`,
  comment: `${library} may be imported only in ${rooms.join(', ')}, so that nobody loads it who does not use it.`,
  severity: 'error',
  from: { path: '^packages/', pathNot: [`^packages/(${rooms.join('|')})/`, tests, '/test/'] },
  to: { path: `(^|/)node_modules/${library}` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...up,
    ...heavy,
    {
      name: 'package-known',
      comment: 'A new package is entered in the table above, and in docs/architecture/packages.md.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${Object.keys(table).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other hold one idea, or need a third file below them both.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-meet-at-entries',
      comment: 'Import another package by its name (@cvd/core, @cvd/core/node), never by a path into its files.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: '^packages/$1/',
        dependencyTypesNot: ['aliased', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      },
    },
    {
      name: 'others-use-entries',
      comment: 'Tests at the root and examples use the packages as an application does: by name.',
      severity: 'error',
      from: { path: '^(tests|examples)/' },
      to: {
        path: '^packages/[^/]+/src/',
        dependencyTypesNot: ['aliased', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      },
    },
    {
      name: 'no-node-in-browser-code',
      comment: 'These packages run in browsers; what needs Node stands under src/node and is published as ./node.',
      severity: 'error',
      from: {
        path: '^packages/(core|engine|copula|ctgan|tvae|tree|ar|auto)/src/',
        pathNot: ['^packages/[^/]+/src/node/', tests],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-node-room-in-browser-code',
      comment: 'The main entries must not reach into src/node.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/', pathNot: ['^packages/[^/]+/src/node/', tests] },
      to: { path: '^packages/$1/src/node/' },
    },
    {
      name: 'no-testing-in-product-code',
      comment: 'The testing kit is for tests; the command line prints its baselines.',
      severity: 'error',
      from: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/core/src/testing/', '^packages/(cli|evaluation|server)/', tests],
      },
      to: { path: '^packages/core/src/testing/' },
    },
    {
      name: 'declared',
      comment: 'What a package imports stands in its package.json (tools of the workspace: in the root one).',
      severity: 'error',
      from: { path: '^packages/', pathNot: [tests, '/test/', 'tsup[.]config[.]ts$'] },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        dependencyTypesNot: ['type-only', 'npm', 'npm-peer', 'npm-optional'],
      },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere (an optional peer too heavy to install here aside).',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@tensorflow/tfjs$' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '/node_modules/[.]', '^packages/engine/assembly/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
