import { addressed, addressedTo } from './addressed.ts';
import { agency, donor, location, page, row } from './specification/made-up.ts';
import { planImport } from './plan.ts';

const planOf = (...rows: unknown[]) => planImport([page('114', ...rows)]);
const only = (different: object) => {
  const { records, problems } = planOf(row(different));
  expect(problems).toEqual([]);
  return records[0]!;
};
const idsOf = (...rows: unknown[]) => planOf(...rows).records.map(({ record }) => record);

describe('planImport', () => {
  it('makes a paid flow a commitment of its source organisation with its disbursement on `date`', () => {
    const { organisations, records } = planOf(row());
    expect(organisations).toEqual([
      { name: 'Utopia, Government of', type: '10', identifier: { agency: 'FTS', number: '1' } },
    ]);
    expect(records).toEqual([
      {
        record: '100',
        file: 'custom-search-locationid-114-year-2020.json',
        row: 1,
        status: 'paid',
        command: 'MakeCommitment',
        body: {
          onBehalfOf: 'fts:1',
          sourceOrganisation: { organisation: 'fts:1' },
          recipient: { name: 'Relief Agency' },
          source: {
            system: 'fts',
            record: '100',
            version: 1,
            url: 'https://fts.unocha.org/flows/100',
            tags: {
              status: 'paid',
              flowType: 'Standard',
              'search-location-114-year-2020': 'incoming/single',
              firstReportedDate: '2020-06-02',
              reportedBy: 'Relief Agency',
              reportChannel: 'Email',
              reportedOn: '2020-06-02',
              date: '2020-06-01',
              contributionType: 'financial',
              'source.organisationType': 'Government',
              'source.organisationSubType': 'National government',
              'destination.organisationType': 'UN agency',
              'destination.location': 'Turkey',
              'destination.usageYear': '2020',
            },
          },
          effectiveOn: '2020-05-01',
          statement: 'Tents',
          kind: 'financial',
          places: [{ place: 'TR' }],
          money: {
            amount: '900',
            currency: 'EUR',
            basis: 'reported',
            equivalent: { amount: '1000', currency: 'USD', rate: '0.9' },
          },
        },
        disbursement: {
          entry: 'fts:100',
          money: expect.objectContaining({ amount: '900', currency: 'EUR' }),
          effectiveOn: '2020-06-01',
        },
      },
    ]);
  });

  it('makes a pledge a pledge, and gives nothing but a paid flow a disbursement', () => {
    expect(only({ status: 'pledge' })).toMatchObject({ command: 'MakePledge', status: 'pledge' });
    expect(only({ status: 'pledge' })).not.toHaveProperty('disbursement');
    expect(only({ status: 'commitment' })).not.toHaveProperty('disbursement');
  });

  it('is effective on `date` where that lies before the decision, which stays as provenance', () => {
    const { body } = only({ decisionDate: '2020-07-01T00:00:00Z' });
    expect(body.effectiveOn).toBe('2020-06-01');
    expect(body.source.tags).toMatchObject({ decisionDate: '2020-07-01' });
    expect(only({ decisionDate: null }).body.effectiveOn).toBe('2020-06-01');
  });

  it('takes the USD figure where amount or currency is missing, and keeps what there was', () => {
    const { body } = only({ originalAmount: undefined });
    expect(body.money).toEqual({ amount: '1000', currency: 'USD', basis: 'converted' });
    expect(body.source.tags).toMatchObject({ originalCurrency: 'EUR', exchangeRate: '0.9' });
  });

  it('names a recipient by its listing where it is also a source', () => {
    const { records } = planOf(row(), row({ id: '101', sourceObjects: [agency] }));
    expect(records[0]!.body.recipient).toEqual({ organisation: 'fts:2' });
  });

  it('lets the first of several sources own the flow, with the others', () => {
    const { body } = only({ sourceObjects: [donor, agency] });
    expect(body).toMatchObject({ onBehalfOf: 'fts:1', with: ['fts:2'] });
  });

  it('names each partner once, and the owner not as its own, where the book knows two of the source as one', () => {
    const { body } = only({ sourceObjects: [donor, agency, { ...agency, id: '3' }, { ...agency, id: '4' }] });
    expect(body.with).toHaveLength(3);
    const ids = { '1': 'owner', '2': 'owner', '3': 'other', '4': 'other' };
    const organisations = new Map(Object.entries(ids).map(([number, id]) => [`fts:${number}`, id]));
    const of = (sources: object[]) =>
      addressed(only({ sourceObjects: sources }).body, { organisations, commitments: new Map() });
    expect(addressed(body, { organisations, commitments: new Map() })).toMatchObject({ with: ['other'] });
    expect(of([donor, agency])).not.toHaveProperty('with');
  });

  it('states a factual sentence where the source describes nothing', () => {
    const { body } = only({ description: ' ', sourceObjects: [] });
    expect(body.statement).toBe('Flow of 1000 USD (paid). From: not stated. To: Relief Agency.');
    expect(body.onBehalfOf).toBe('not-stated');
    expect(only({ description: 'x'.repeat(5000) }).body.statement).toHaveLength(4000);
  });

  it('leaves a theme open where there are several clusters', () => {
    const cluster = (name: string) => ({ type: 'GlobalCluster', id: '7', name });
    expect(only({ destinationObjects: [cluster('Health')] }).body.theme).toBe('Health');
    const { body } = only({ destinationObjects: [cluster('Health'), cluster('Education')] });
    expect(body).not.toHaveProperty('theme');
    expect(body.source.tags).toMatchObject({ 'destination.globalCluster': 'Health; Education' });
  });

  it('is one record where two searches found it: the higher version, with what both saw', () => {
    const other = row({ versionId: 2, description: 'More tents', onBoundary: 'shared' });
    const { records } = planImport([page('1', other), page('114', row())]);
    expect(records).toHaveLength(1);
    expect(records[0]!.body).toMatchObject({ statement: 'More tents', source: { version: 2 } });
    expect(records[0]!.body.source.tags).toMatchObject({
      'search-location-1-year-2020': 'incoming/shared',
      'search-location-114-year-2020': 'incoming/single',
    });
  });
});

describe('a corroboration', () => {
  const reported = (...by: string[]) => ({
    reportDetails: by.map((organization, i) => ({
      organization,
      reportChannel: 'Email',
      date: `2020-07-0${i + 1}T00:00:00Z`,
    })),
  });
  const both = reported(donor.name, ` ${agency.name.toUpperCase()} `);

  it('is what the recipient reported too, on the payment, dated when it did', () => {
    const { organisations, records } = planOf(row(both));
    expect(records[0]!.corroboration).toEqual({
      onBehalfOf: 'fts:2',
      claim: { about: 'entry', entry: 'fts:100' },
      source: {
        system: 'fts',
        record: '100:recipient',
        version: 1,
        url: 'https://fts.unocha.org/flows/100',
        tags: { reportedOn: '2020-07-02', reportChannel: 'Email' },
      },
      effectiveOn: '2020-07-02',
    });
    expect(records[0]!.body.recipient).toEqual({ organisation: 'fts:2' });
    expect(organisations.map(({ identifier }) => identifier.number)).toEqual(['1', '2']);
  });

  it('is on the promise where nothing is paid yet, and never before what it is about', () => {
    const { corroboration } = only({ ...both, status: 'commitment', decisionDate: null, date: '2020-08-01' });
    expect(corroboration).toMatchObject({ claim: { about: 'commitment' }, effectiveOn: '2020-08-01' });
    expect(corroboration?.claim).not.toHaveProperty('entry');
  });

  it.each<[string, object]>([
    ['the recipient alone', reported(agency.name)],
    ['the source alone', reported(donor.name)],
    ['others', reported('FTS')],
    ['who both gives and receives', { ...both, destinationObjects: [donor, location('Turkey')] }],
    [
      'one of several recipients',
      { ...both, destinationObjects: [agency, { ...agency, id: '3', name: 'C' }] },
    ],
    ['a source that is not stated', { ...both, sourceObjects: [] }],
  ])('is none where %s reported', (_, different) => {
    expect(only(different)).not.toHaveProperty('corroboration');
  });

  it('is addressed to the commitment that was made of the record', () => {
    const organisations = new Map([['fts:2', 'org_b']]);
    const { corroboration } = only(both);
    expect(addressedTo('cmt_a', corroboration!, { organisations, commitments: new Map() })).toMatchObject({
      onBehalfOf: 'org_b',
      claim: { about: 'entry', commitment: 'cmt_a', entry: 'fts:100' },
    });
  });
});

describe('a parent', () => {
  const child = row({ id: '101', parentFlowId: 100 });
  const partOf = (...rows: unknown[]) =>
    planOf(...rows).records.find(({ record }) => record === '101')!.body.partOf;

  it('contains its child, unless it is parked or not in the files', () => {
    const contains = (holds: boolean) => ({ contained: holds, paymentsContained: holds });
    expect(partOf(child, row())).toEqual({ commitment: '100', ...contains(true) });
    expect(partOf(child, row({ flowType: 'Parked' }))).toEqual({ commitment: '100', ...contains(false) });
    expect(partOf(child)).toEqual({ reference: '100', ...contains(false) });
    expect(partOf(child, row({ amountUSD: 'much' }))).toEqual({ reference: '100', ...contains(false) });
  });

  it('comes before its children, which keep their order', () => {
    const grandchild = row({ id: '102', parentFlowId: 101 });
    expect(idsOf(grandchild, child, row({ id: '7' }), row())).toEqual(['7', '100', '101', '102']);
    expect(idsOf(row({ parentFlowId: 101 }), child)).toEqual(['100', '101']);
  });

  it('stays a reference where the source has a circle of parents: of who comes first', () => {
    const { records } = planOf(row({ parentFlowId: 102 }), child, row({ id: '102', parentFlowId: 101 }));
    expect(records.map(({ body }) => body.partOf)).toMatchObject([
      { reference: '102', contained: false },
      { commitment: '100', contained: true },
      { commitment: '101', contained: true },
    ]);
    expect(planOf(row({ parentFlowId: 100 })).records[0]?.body.partOf).toMatchObject({ reference: '100' });
  });
});

describe('addressed', () => {
  const body = { ...only({}).body, partOf: { commitment: '99', contained: true, paymentsContained: true } };
  const organisations = new Map([['fts:1', 'org_a']]);

  it("puts the book's ids in place of the source's", () => {
    expect(addressed(body, { organisations, commitments: new Map([['99', 'cmt_a']]) })).toMatchObject({
      onBehalfOf: 'org_a',
      sourceOrganisation: { organisation: 'org_a' },
      recipient: { name: 'Relief Agency' },
      partOf: { commitment: 'cmt_a', contained: true },
    });
  });

  it('leaves a parent that is not in the book a reference, which contains nothing', () => {
    expect(addressed(body, { organisations, commitments: new Map() }).partOf).toEqual({
      reference: '99',
      contained: false,
      paymentsContained: false,
    });
  });

  it('fails on an organisation that is not registered, and lets "not stated" be', () => {
    const none = { organisations: new Map<string, string>(), commitments: new Map<string, string>() };
    expect(() => addressed(body, none)).toThrow('FTS:1 is no organisation that an import may follow');
    expect(addressed(only({ sourceObjects: [] }).body, none).onBehalfOf).toBe('not-stated');
  });
});

describe('a row that cannot be understood', () => {
  it.each([
    ['no row', 'nothing', /the row must be an object/],
    ['no id', row({ id: null }), /id must be given/],
    ['another status', row({ status: 'promised' }), /status must be one of pledge, commitment, paid/],
    ['no amount', row({ amountUSD: undefined }), /amountUSD must be given/],
    ['a negative amount', row({ amountUSD: -1 }), /amountUSD must be a decimal/],
    ['an unknown currency', row({ originalCurrency: 'ZZZ' }), /originalCurrency must be a currency/],
    ['no day', row({ date: '2020-02-30T00:00:00Z' }), /date must be a day that exists/],
    ['an unknown place', row({ destinationObjects: [location('Atlantis')] }), /"Atlantis" is no place/],
    ['sources that are no list', row({ sourceObjects: {} }), /sourceObjects must be a list/],
    ['a list for a text', row({ description: ['Tents'] }), /description must be a text/],
  ])('is reported with file, row and reason: %s', (_, broken, reason) => {
    const { records, problems } = planOf(row(), broken, row({ id: '200' }));
    expect(problems).toEqual([
      {
        file: 'custom-search-locationid-114-year-2020.json',
        row: 2,
        reason: expect.stringMatching(reason),
      },
    ]);
    expect(records.map(({ record }) => record)).toEqual(['100', '200']);
  });

  it('is reported for the whole file where that is no answer of FTS', () => {
    const { records, problems } = planImport([{ name: 'a.json', text: '{}' }, page('1', row())]);
    expect(problems).toEqual([{ file: 'a.json', reason: expect.stringContaining('data must be') }]);
    expect(records).toHaveLength(1);
  });
});
