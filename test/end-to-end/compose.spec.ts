import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unknownIn } from '#configuration';
import { projectorStorageIn, storageIn, type StorageSettings } from '#storage';
import { composeFile, Deployment, type Service } from '../support/deployment.ts';

const root = join(import.meta.dirname, '../..');
const compose = composeFile();
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith('pledgebook:'));

/** By the schema of the Compose specification, and whatever else makes a file no good; not by tastes in its order. */
function lint(file: string) {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['node_modules/dclint/bin/dclint.cjs', '--config', '.config/dclint.json', file],
    { cwd: root, encoding: 'utf8' },
  );
  return { stdout, status };
}

describe('docker-compose.yml', () => {
  it('is as the Compose specification says', () => {
    expect(lint('docker-compose.yml')).toMatchObject({ status: 0 });
  });

  it('is seen to fail where it is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-compose-'));
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8').replace(
      'healthcheck:',
      'health_check:',
    );
    writeFileSync(join(folder, 'docker-compose.yml'), text);
    const { status, stdout } = lint(join(folder, 'docker-compose.yml'));
    rmSync(folder, { recursive: true });
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('ComposeValidationError'),
    });
  });

  it('pins every image, and knows whether each container is well', () => {
    for (const [name, { image, healthcheck }] of services) {
      expect([name, image]).toEqual([name, expect.stringMatching(/^[\w/]+:\d+\.\d+[\w.-]*$/)]);
      expect(healthcheck.test[0]).toBe('CMD');
    }
  });

  it('gives what is ours a file system to read, its secrets in files, and neither root nor capabilities', () => {
    expect(ours).toHaveLength(4);
    for (const [, service] of ours)
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], deploy: { replicas: 2 } });
    expect(readFileSync(join(root, '.config/Dockerfile'), 'utf8')).toMatch(/^USER \d{4,}:\d{4,}$/m);
    for (const [, { environment, secrets = [] }] of services) {
      const read = Object.values(environment ?? {}).flatMap(
        (value) => /^\/run\/secrets\/(.*)/.exec(value)?.[1] ?? [],
      );
      expect([...new Set(read)].sort()).toEqual(secrets.toSorted());
      for (const secret of secrets) expect(compose.secrets).toHaveProperty(secret);
    }
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0]));
    expect(mounted.toSorted()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('tells no process anything that nobody knows, and has nothing kept where it would be lost', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-secrets-'));
    for (const secret of ['postgres-url', 'keys-url'])
      writeFileSync(join(folder, secret), `postgres://me:hidden@${secret}/pledgebook\n`);
    for (const [name, service] of ours) {
      const environment = Deployment.translated(service as Service, folder);
      expect([name, unknownIn(environment)]).toEqual([name, []]);
      const places = service.command[0] === 'serve' ? storageIn : projectorStorageIn;
      const { events, views, outbox, keys = views } = places('', environment) as StorageSettings;
      for (const { engine } of [events, views, outbox, keys]) expect([name, engine]).not.toContain('sqlite');
    }
    rmSync(folder, { recursive: true });
  });

  it('builds the image of what is in the repository', () => {
    const copied =
      readFileSync(join(root, '.config/Dockerfile.dockerignore'), 'utf8').match(/(?<=^!).*/gm) ?? [];
    const there = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
    for (const path of copied)
      expect(there.some((file) => file === path || file.startsWith(`${path}/`))).toBe(true);
  });
});
