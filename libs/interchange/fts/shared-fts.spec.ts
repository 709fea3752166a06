import { plainToInstance, Type } from 'class-transformer';
import { IsIn, ValidateNested, validateSync } from 'class-validator';
import { decimal } from '#kernel';
import { IsAmount, IsCurrency, IsDay, IsEntryId, IsLine, IsPlace, IsTags, IsText } from '#vocabulary';
import { sharedData } from '../../../test/support/shared-data.ts';
import type { ImportRecord } from './bodies.ts';
import { mergeFts } from './merge.ts';
import { pagesOf } from './pages.ts';
import { planImport } from './plan.ts';
import { readFts } from './read.ts';
import { expectedTotals } from './totals.ts';

const files = sharedData('fts', '.json') ?? [];
const { organisations, records, problems } = planImport(files);
const sightings = mergeFts(pagesOf(files).pages);
const byId = new Map(records.map((record) => [record.record, record]));
const sum = (of: readonly ImportRecord[]) =>
  decimal.sum(of.map(({ body: { money } }) => money.equivalent?.amount ?? money.amount));
const where = (holds: (record: ImportRecord) => boolean) => records.filter(holds);
const ids = (of: readonly ImportRecord[]) => of.map(({ record }) => record).sort();
const tag = ({ body }: ImportRecord, name: string) => body.source.tags[name];

class Place {
  @IsPlace() place!: string;
}
class Checked {
  @IsDay() effectiveOn!: string;
  @IsAmount() amount!: string;
  @IsAmount() usd!: string;
  @IsCurrency() currency!: string;
  @IsText(4000) statement!: string;
  @IsLine(100) theme!: string;
  @IsEntryId() entry!: string;
  @IsDay() paidOn!: string;
  @IsTags() tags!: object;
  @IsIn(['financial', 'in-kind']) kind!: string;
  @ValidateNested({ each: true }) @Type(() => Place) places!: Place[];
}

(files.length > 0 ? describe : describe.skip)('the real FTS flows', () => {
  it('are 962 rows and 961 records, all understood', () => {
    const rows = files.flatMap(({ text }) => readFts(text).flows);
    expect(rows).toHaveLength(962);
    expect(records).toHaveLength(961);
    expect(problems).toEqual([]);
  });

  it('hold 207188 in both searches: one record with the provenance of both', () => {
    expect(byId.get('207188')!.body.source.tags).toMatchObject({
      'search-location-1-year-2020': 'incoming/shared',
      'search-location-114-year-2020': 'incoming/shared',
    });
    const both = where((record) =>
      Boolean(tag(record, 'search-location-1-year-2020') && tag(record, 'search-location-114-year-2020')),
    );
    expect(ids(both)).toEqual(['207188']);
  });

  it('become commands that the rules of the vocabulary accept', () => {
    const checked = records.map(({ body, disbursement }) => ({
      ...body,
      ...body.money,
      tags: body.source.tags,
      theme: body.theme ?? 'none',
      usd: body.money.equivalent?.amount ?? body.money.amount,
      entry: disbursement?.entry ?? 'none',
      paidOn: disbursement?.effectiveOn ?? body.effectiveOn,
    }));
    expect(plainToInstance(Checked, checked).flatMap((one) => validateSync(one))).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect(checked.every(({ effectiveOn, paidOn }) => effectiveOn <= paidOn && paidOn <= today)).toBe(true);
  });

  it('are 1 pledge, 286 commitments and 674 paid, each of those with its disbursement', () => {
    const count = (status: string) => where((record) => record.status === status).length;
    expect([count('pledge'), count('commitment'), count('paid')]).toEqual([1, 286, 674]);
    expect(where(({ disbursement }) => disbursement !== undefined)).toHaveLength(674);
    expect(where(({ command }) => command === 'MakePledge')).toHaveLength(1);
  });

  it('have money in USD only in 508 records, and zero in 51', () => {
    expect(where(({ body }) => body.money.basis === 'converted')).toHaveLength(508);
    expect(where(({ body }) => body.money.amount === '0')).toHaveLength(51);
    expect(byId.get('208347')!.body.money).toEqual({
      amount: '9500000',
      currency: 'GBP',
      basis: 'reported',
      equivalent: { amount: '11585366', currency: 'USD' },
    });
  });

  it('name 75 source organisations; 48 records are private, 3 worth 918,632 USD state none', () => {
    const keys = new Set(records.flatMap(({ body }) => [body.onBehalfOf, ...(body.with ?? [])]));
    const sources = organisations.filter(({ identifier }) => keys.has(`fts:${identifier.number}`));
    expect(sources).toHaveLength(75);
    expect(sources.filter(({ type }) => type === undefined)).toHaveLength(26);
    const anybody = organisations.find(({ name }) => name === 'Private (individuals & organizations)')!;
    expect(where(({ body }) => body.onBehalfOf === `fts:${anybody.identifier.number}`)).toHaveLength(48);
    const unstated = where(({ body }) => body.onBehalfOf === 'not-stated');
    expect(ids(unstated)).toEqual(['208195', '208834', '215176']);
    expect(sum(unstated)).toBe('918632');
    expect(where(({ body }) => body.with !== undefined)).toEqual([]);
  });

  it('are corroborated by their recipients in 49 records, 5 of whom give nothing themselves', () => {
    const corroborated = where(({ corroboration }) => corroboration !== undefined);
    const about = (kind: string) =>
      corroborated.filter(({ corroboration: one }) => one?.claim.about === kind);
    expect([corroborated.length, about('entry').length, about('commitment').length]).toEqual([49, 39, 10]);
    for (const { body, corroboration, disbursement, record } of corroborated) {
      expect(body.recipient).toEqual({ organisation: corroboration?.onBehalfOf });
      expect(body.onBehalfOf).not.toBe(corroboration?.onBehalfOf);
      expect(corroboration?.source).toMatchObject({ record: `${record}:recipient` });
      expect(corroboration?.claim.entry).toBe(disbursement?.entry);
    }
    expect(organisations).toHaveLength(80);
  });

  it('lie in several places in 61 records, without shares', () => {
    const several = where(({ body }) => (body.places?.length ?? 0) > 1);
    expect(several).toHaveLength(61);
    expect(several.every(({ body }) => body.places?.every((one) => Object.keys(one).length === 1))).toBe(
      true,
    );
    const places = new Set(records.flatMap(({ body }) => body.places?.map(({ place }) => place)));
    expect([...places].sort()).toEqual(['AF', 'CH', 'EG', 'IQ', 'IR', 'JO', 'LB', 'PS', 'SY', 'TR']);
  });

  it('are dated before their decision in 6 paid records, and in 2 that are not paid', () => {
    const early = where((record) => tag(record, 'decisionDate') !== undefined);
    const paid = (record: ImportRecord) => record.disbursement !== undefined;
    expect(ids(early.filter(paid))).toEqual(['208351', '211773', '211774', '219742', '219894', '228196']);
    expect(ids(early.filter((record) => !paid(record)))).toEqual(['177603', '179607']);
    for (const { flow } of sightings)
      expect(byId.get(flow.id)!.body.effectiveOn).toBe([flow.date, flow.decisionDate ?? flow.date].sort()[0]);
  });

  it('have 134 children beside a parked parent, 2 contained in 211019 and 211021, 27 of parents elsewhere', () => {
    const parts = (holds: (part: NonNullable<ImportRecord['body']['partOf']>) => boolean) =>
      where(({ body }) => body.partOf !== undefined && holds(body.partOf));
    expect(parts(({ commitment, contained }) => commitment !== undefined && !contained)).toHaveLength(134);
    expect(parts(({ reference, contained }) => reference !== undefined && !contained)).toHaveLength(27);
    const contained = parts((part) => part.contained);
    expect(contained.map(({ body }) => body.partOf!.commitment)).toEqual(['211019', '211021']);
    expect(ids(contained)).toEqual(['211020', '211022']);
  });

  it('come with every parent before its children', () => {
    const place = new Map(records.map(({ record }, index) => [record, index]));
    const late = where(({ record, body }) => place.get(body.partOf?.commitment ?? '')! > place.get(record)!);
    expect(late).toEqual([]);
  });

  it("add up to the files' own figures, whether what a parent contains is counted or not", () => {
    expect(expectedTotals(files)).toEqual([
      { search: 'location-1-year-2020', fundingTotal: '725591299', pledgeTotal: '0', complete: true },
      { search: 'location-114-year-2020', fundingTotal: '714246261', pledgeTotal: '81128', complete: true },
    ]);
    const within = (search: string, pledge: boolean) => (record: ImportRecord) =>
      tag(record, `search-${search}`) === 'incoming/single' && (record.status === 'pledge') === pledge;
    for (const { search, fundingTotal, pledgeTotal } of expectedTotals(files)) {
      const funding = where(within(search, false));
      expect(sum(funding)).toBe(fundingTotal);
      expect(sum(funding.filter(({ body }) => !body.partOf?.contained))).toBe(fundingTotal);
      expect(sum(where(within(search, true)))).toBe(pledgeTotal);
    }
  });

  it('give the same plan again', () => {
    expect(planImport(files)).toMatchObject({ organisations, records, problems });
  });
});
