import type { Configuration } from '#configuration';
import type { TargetSettings } from '#webhooks';

/** What webhooks may reach, as it is configured. */
export const targetsIn = ({
  webhookNetworks: networks,
  webhookHttp,
}: Pick<Configuration, 'webhookNetworks' | 'webhookHttp'>): TargetSettings => ({
  networks,
  http: webhookHttp === 'allowed',
});
