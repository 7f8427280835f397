import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, expect, test } from 'vitest';
import type { Area } from '../../contracts/areas/area.ts';
import { gloucestershire } from '../../contracts/areas/gloucestershire.ts';
import { HubStack } from '../../infra/hub-stack.ts';
import { stageNamed } from '../../infra/stages.ts';

const outdir = mkdtempSync(join(tmpdir(), 'handover-synth-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** The stack as it would be made for an area whose file says this. */
const made = (safeguarding: unknown) => () => {
  const area = { ...gloucestershire, safeguarding } as Area;
  return new HubStack(new App({ outdir }), 'Handover', { stage: stageNamed('trial'), area });
};
const { safeguarding } = gloucestershire;
const { rota } = safeguarding.adults;
const withRota = (changed: readonly object[]) => ({
  ...safeguarding,
  adults: { ...safeguarding.adults, rota: changed },
});

test('the area as it stands can be synthesised', () => {
  expect(made(safeguarding)).not.toThrow();
});

test.each<[string, unknown, string]>([
  ['a gap', withRota(rota.slice(1)), 'adults: nobody reads on mon 00:00 to 08:00, and it does not say so'],
  ['a contradiction', withRota([...rota, { ...rota[1], readers: 'nobody' }]), 'is said twice'],
  ['no route at all', undefined, 'safeguarding is missing'],
  ['a route that is switched off', { ...safeguarding, enabled: false }, 'the route cannot be switched off'],
])('with %s there is no template', (_name, changed, says) => {
  expect(made(changed)).toThrow(says);
});
