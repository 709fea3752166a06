import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Leader } from '#leases';
import { ProjectionRunner } from '#projection';
import { SqliteViewStore } from '#projection-sqlite';
import { made, pledges } from './pledges.ts';
import { Place } from './stores.ts';

/** Waits for something that no event tells. */
async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('projections that several processes could run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-leaders-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const open = () => SqliteViewStore.open(join(directory, 'views.sqlite'));

  it('are run by one, and by another once that one ends', async () => {
    const [views, others] = [await open(), await open()];
    const begun: string[] = [];
    const leaderOf = (name: string, leases: typeof views.leases) =>
      new Leader({
        leases,
        names: ['a', 'b'],
        lead: (names) => {
          begun.push(`${name} ${names.toSorted().join('')}`);
          return { close: async () => void begun.push(`${name} ends`) };
        },
      });
    const [one, other] = [leaderOf('one', views.leases), leaderOf('other', others.leases)];
    one.start();
    await until(() => one.leads.length === 2);
    other.start();
    await until(async () => (await others.leases.held()).size === 2);
    expect(other.leads).toEqual([]);
    await one.close();
    await until(() => other.leads.length === 2);
    expect(begun).toEqual(['one ab', 'one ends', 'other ab']);
    await other.close();
    expect(await views.leases.held()).toEqual(new Set());
    await views.close();
    await others.close();
  });

  it('are left to newer code by older code, which takes none of it back', async () => {
    const place = await Place.open(open);
    await place.append(made('cmt_1'));
    const newer = new ProjectionRunner(place.events, place.views, [{ ...pledges, version: 7 }]);
    await newer.rebuild();
    let asked = 0;
    const isLeft = async () => ++asked > 0;
    const older = new ProjectionRunner(place.events, place.views, [pledges], { isLeft });
    older.start();
    await until(() => asked > 1);
    expect(await place.views.active('pledges')).toMatchObject({ version: 7 });
    expect(await place.views.building('pledges')).toBeUndefined();
    await older.close();
    await newer.close();
    await place.close();
  });
});
