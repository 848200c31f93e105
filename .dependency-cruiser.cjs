/** The arrows of the architecture: what may import what. */

/**
 * Workspaces with a place in the order, and those of ours that each may import. No list names an
 * app; tests and scripts, which have none, may import all.
 */
const ARROWS = {
  'packages/contract': [],
  'packages/mail': [],
  'packages/db': [],
  'packages/core': ['packages/contract', 'packages/db', 'packages/mail'],
  'apps/web': ['packages/contract'],
  'apps/api': ['packages/contract', 'packages/core', 'packages/db'],
  'apps/ingest': ['packages/core', 'packages/db'],
  'apps/scheduler': ['packages/core', 'packages/db'],
};

const OURS = '^(apps|packages|scripts|tests)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ARROWS).map(([from, allowed]) => ({
      name: `arrows-of-${from.replace('/', '-')}`,
      comment: `${from} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`,
      severity: 'error',
      from: { path: `^${from}/` },
      to: { path: OURS, pathNot: [from, ...allowed].map((folder) => `^${folder}/`) },
    })),
    {
      name: 'no-schemas-beside-the-api',
      comment:
        'A process that checks no request starts without TypeBox: contract/values and contract/query have what it needs.',
      severity: 'error',
      from: {
        path: '^(packages/core|packages/contract/src/(values|query)|apps/(ingest|scheduler))/',
        pathNot: '[.]test[.]ts$',
      },
      to: {
        path: '^packages/contract/',
        pathNot: '^packages/contract/src/(values|query)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'A module that is not found would slip through the other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tools|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
