import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { hubApp, synthesiseChecked } from '../../infra/hub.ts';
import { stageNamed } from '../../infra/stages.ts';

const outdir = mkdtempSync(join(tmpdir(), 'handover-stages-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown() })),
});
const made = async (stage: string) => {
  const [stack] = (await synthesiseChecked({ outdir: join(outdir, stage), stage })).stacks;
  return template.parse(stack?.template).Resources;
};

const protects = (stage: string): unknown =>
  hubApp({ outdir: join(outdir, `${stage}-alone`), validate: false, stage }).synth().stacks[0]?.terminationProtection;

test('a live stage is the same template with other numbers, and passes the same checks', async () => {
  const [trial, live] = [await made('trial'), await made('live')];
  const named = (resources: object) =>
    Object.keys(resources).map((id) => id.replace(/(trial|live)?[0-9A-Fa-f]{8,32}$/, ''));
  expect(named(live).sort()).toEqual(named(trial).sort());
  const different = Object.entries(trial)
    .filter(([id, { Properties }]) => JSON.stringify(live[id]?.Properties) !== JSON.stringify(Properties))
    .map(([, { Type }]) => Type);
  expect(protects('live')).toBe(true);
  expect(protects('trial')).toBe(false);
  expect([...new Set(different)].sort()).toEqual([
    'AWS::ApiGateway::Stage',
    'AWS::Logs::LogGroup',
    'AWS::WAFv2::WebACL',
    'AWS::WAFv2::WebACLAssociation',
  ]);
});

test('neither a misspelt stage nor none becomes another one: a second deployment cannot turn live into trial', () => {
  expect(() => stageNamed('liv')).toThrow('No stage "liv". There are: trial, live');
  expect(() => stageNamed('toString')).toThrow('No stage "toString"');
  const unnamed = () => hubApp({ outdir: join(outdir, 'unnamed'), validate: false });
  expect(unnamed).toThrow('No stage was named: add -c stage=live. There are: trial, live');
});

test('every secret and key is made by the stack, and none is in the template', async () => {
  const resources = Object.values(await made('trial'));
  const secrets = resources.filter(({ Type }) => Type === 'AWS::SecretsManager::Secret');
  expect(secrets).toHaveLength(4);
  for (const { Properties } of secrets) {
    expect(Properties).toHaveProperty('GenerateSecretString');
    expect(Properties).not.toHaveProperty('SecretString');
  }
  expect(JSON.stringify(resources)).not.toMatch(/BEGIN [A-Z ]*PRIVATE|"SecretString"|AKIA[A-Z0-9]{16}/);
});
