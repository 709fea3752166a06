import { checkedLookup, isAllowed, targetProblem } from './targets.ts';

const ALONE = { networks: [], http: false };

describe('where webhooks may be posted to', () => {
  it.each(['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34', '64:ff9b::93.184.216.34'])(
    'is %s, which is public',
    (address) => expect(isAllowed(address, ALONE)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1%eth0',
    'fec0::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::10.0.0.1',
    '::127.0.0.1',
    '2002:7f00:1::1',
    '2001:0:7f00:1::',
    '4000::1',
  ])('is not %s', (address) => expect(isAllowed(address, ALONE)).toBe(false));

  it('is what is allowed beside, in whichever form it is written', () => {
    const networks = ['10.0.0.0/8', 'fd00::/8'];
    const allowed = ['10.0.0.1', '::ffff:10.0.0.1', 'fd00::1', '11.0.0.1', '192.168.0.1', 'fe80::1'];
    expect(allowed.map((address) => isAllowed(address, { networks }))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('is by https, and by http where that is allowed', () => {
    expect(targetProblem('https://service.example/a?b=c', ALONE)).toBeUndefined();
    expect(targetProblem('http://service.example/', ALONE)).toContain('https');
    expect(targetProblem('http://service.example/', { ...ALONE, http: true })).toBeUndefined();
  });

  it.each([
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://me:secret@service.example/',
    'https://service.example/#part',
    'ftp://service.example/',
    'nothing',
  ])('is not %s, whatever its name leads to', (url) => expect(targetProblem(url, ALONE)).toBeDefined());
});

describe('a name that is looked up', () => {
  const looked = (addresses: readonly string[], all: boolean) =>
    new Promise((resolve) =>
      checkedLookup(ALONE, async () => addresses)('service.example', { all }, (error, found, family) =>
        resolve(error?.message ?? [found, family]),
      ),
    );

  it('leads to addresses that are public, each of them', async () => {
    expect(await looked(['93.184.216.34', '2606:2800:220:1::1'], true)).toEqual([
      [
        { address: '93.184.216.34', family: 4 },
        { address: '2606:2800:220:1::1', family: 6 },
      ],
      undefined,
    ]);
    expect(await looked(['93.184.216.34'], false)).toEqual(['93.184.216.34', 4]);
  });

  it('leads nowhere where one of them is not', async () => {
    expect(await looked(['93.184.216.34', '10.0.0.1'], true)).toContain('service.example (10.0.0.1)');
  });
});
