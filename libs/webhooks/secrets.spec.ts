import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { SecretLost, WebhookSecrets } from './secrets.ts';
import { headersOf, newSecret } from './signature.ts';

describe('the secret of a webhook', () => {
  const key = randomBytes(32);
  const secrets = new WebhookSecrets(() => key);

  it('is opened by the key that it was sealed with, for that webhook alone', async () => {
    const { secret, sealed } = await secrets.make('whk_1');
    expect(sealed).not.toContain(secret);
    expect(await secrets.open('whk_1', sealed)).toBe(secret);
    await expect(secrets.open('whk_2', sealed)).rejects.toThrow(SecretLost);
    await expect(new WebhookSecrets(() => randomBytes(32)).open('whk_1', sealed)).rejects.toThrow(SecretLost);
    await expect(new WebhookSecrets(() => undefined).make('whk_1')).rejects.toThrow(SecretLost);
  });

  it('signs as Standard Webhooks has it, each of several by itself', () => {
    const [one, other] = [newSecret(), newSecret()];
    const body = JSON.stringify({ said: 'é 😀 "\n' });
    const signed = { id: 'evt_1', timestamp: Math.floor(Date.now() / 1_000), body };
    const headers = headersOf([one, other], signed);
    for (const secret of [one, other])
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('No matching signature');
    const old = headersOf([one], { ...signed, timestamp: signed.timestamp - 3_600 });
    expect(() => new Webhook(one).verify(body, old)).toThrow('too old');
  });
});
