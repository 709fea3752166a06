/** Imports run one way: kernel ← ports ← adapters; the domain sees the kernel, its vocabulary and class-validator. */
const domain = '^libs/(organisation|partnership|commitment|disclosure|focal-point|forgetting)/';
/** Specifications, and what they have in common; the product never sees them. */
const specification = '\\.spec\\.ts$|/specification/';
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'in types either: what two files know of each other stands in a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-sees-no-library',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: specification },
      to: { path: '^(libs/(?!kernel/)|apps/|node_modules/)' },
    },
    {
      name: 'domain-sees-no-adapter',
      severity: 'error',
      from: { path: domain, pathNot: specification },
      to: {
        path: '^libs/(?!kernel/|vocabulary/|organisation/|partnership/|commitment/|disclosure/|focal-point/|forgetting/)',
      },
    },
    {
      name: 'the-domain-runs-one-way',
      comment:
        'organisation <- partnership <- commitment <- disclosure; partnership <- focal point; both <- forgetting',
      severity: 'error',
      from: { path: '^libs/(organisation|partnership)/', pathNot: specification },
      to: { path: '^libs/(commitment|disclosure|focal-point|forgetting)/' },
    },
    {
      name: 'only-forgetting-sees-both',
      comment: 'what is sealed knows nothing of how it is forgotten, nor of what else is',
      severity: 'error',
      from: { path: '^libs/(commitment|disclosure|focal-point)/', pathNot: specification },
      to: { path: '^libs/((?!$1/)(disclosure|focal-point)|forgetting)/' },
    },
    {
      name: 'organisation-sees-no-partnership',
      severity: 'error',
      from: { path: '^libs/organisation/', pathNot: specification },
      to: { path: '^libs/partnership/' },
    },
    {
      name: 'domain-sees-no-framework',
      severity: 'error',
      from: { path: domain, pathNot: specification },
      to: { path: '^(apps/|node_modules/(?!(class-validator|class-transformer)/))' },
    },
    {
      name: 'a-port-sees-no-adapter',
      severity: 'error',
      from: { path: '^libs/event-store/' },
      to: { path: '^libs/(?!kernel/|event-store/)' },
    },
    {
      name: 'the-engine-sees-no-adapter',
      comment: 'what projects and what is asked go through the ports: any view store will do, and any log',
      severity: 'error',
      from: { path: '^libs/projection/', pathNot: specification },
      to: { path: '^(libs/(?!kernel/|event-store/|leases/|operations/|projection/)|node_modules/)' },
    },
    {
      name: 'no-view-store-sees-another',
      comment: 'what they have in common is SQL',
      severity: 'error',
      from: { path: '^libs/projection-(sql|sqlite|postgres)/' },
      to: { path: '^libs/projection-(?!sql/|$1/)' },
    },
    {
      name: 'the-query-context-sees-no-query',
      severity: 'error',
      from: { path: '^apps/api/query-context/' },
      to: { path: '^apps/api/(queries|http)/' },
    },
    {
      name: 'the-page-asks-and-sees-types-alone',
      comment: 'what it knows of a book it asks for; decimals, claims, codes and tables are the book’s own',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: specification },
      to: {
        path: '^(libs|apps)/',
        pathNot:
          '^(apps/web/|libs/kernel/decimal\\.ts|libs/identity/claims\\.ts|libs/vocabulary/codes\\.ts|libs/csv/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'a-library-is-entered-through-its-index',
      comment:
        'exempt: what specs have in common (specification/), which no index exports; the page, whose bundle takes single files; the laws, which give single commands as the specs beside them do',
      severity: 'error',
      from: { path: '^(libs/[^/]+/|apps/|test/)', pathNot: '^test/laws/' },
      to: {
        path: '^libs/[^/]+/',
        pathNot:
          '^libs/[^/]+/index\\.ts$|/specification/|^$1|^libs/(kernel/decimal|identity/claims|vocabulary/codes)\\.ts$',
      },
    },
    {
      name: 'kafkajs-stays-behind-its-port',
      comment:
        'another client can stand there; tests read what was published with it, and services may consume with it',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/(kafka|subscriber)/' },
      to: { path: '^node_modules/kafkajs/' },
    },
    {
      name: 'what-services-use-is-types-of-ours-alone',
      comment: 'a client library brings nothing of the book with it',
      severity: 'error',
      from: { path: '^libs/subscriber/', pathNot: specification },
      to: { path: '^(libs/(?!subscriber/)|apps/)', dependencyTypesNot: ['type-only'] },
    },
    { name: 'libs-see-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'product-sees-no-test',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: specification },
      to: { path: `^test/|${specification}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};
