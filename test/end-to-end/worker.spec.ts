import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#kernel';
import { projectorStorageIn } from '#storage';
import { telemetryOf, type Telemetry } from '../../apps/api/telemetry/telemetry.ts';
import { work } from '../../apps/worker/worker.ts';

it('shows how far each view is at a worker too, whose stores are open by then', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-worker-'));
  const shown = Promise.withResolvers<Telemetry>();
  const settings = { metricsHost: '127.0.0.1', metricsPort: 0, otelExporterOtlpEndpoint: undefined };
  const working = await work({
    storage: projectorStorageIn(directory, {}),
    host: '127.0.0.1',
    port: 0,
    noted: (sentence) => shown.reject(new Error(sentence)),
    show: async (opened) => {
      const telemetry = await telemetryOf(settings, { opened: { ...opened, clock: systemClock } });
      shown.resolve(telemetry);
      return telemetry;
    },
  });
  const { metricsUrl = '' } = await shown.promise;
  expect(await (await fetch(metricsUrl)).text()).toContain(
    '\npledgebook_projection_lag_events{projection="ledger"} 0\n',
  );
  expect((await fetch(`${working.url}/readyz`)).status).toBe(200);
  await working.close();
  await expect(fetch(metricsUrl)).rejects.toThrow('fetch failed');
  rmSync(directory, { recursive: true });
});
