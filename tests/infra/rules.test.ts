import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { hubApp, rulePacks, synthesiseChecked } from '../../infra/hub.ts';

const outdir = mkdtempSync(join(tmpdir(), 'handover-rules-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const app = hubApp({ outdir, validate: false, stage: 'live' });
const packs = await rulePacks(app);
const report = z.object({
  violations: z.array(
    z.object({ ruleName: z.string(), violatingResources: z.array(z.object({ constructPath: z.string() })) }),
  ),
});

/** What the packs find in the tree: rule and place. */
const findings = async (): Promise<{ rule: string; at: string }[]> => {
  const context = { templatePaths: [], stackTemplates: [], appConstruct: app };
  const reports = await Promise.all(packs.map(async (pack) => report.parse(await pack.validate(context))));
  return reports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, at: constructPath })),
    ),
  );
};

const accepted = app.node.findAll().flatMap((construct) =>
  construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(z.record(z.string(), z.string()).parse(data)))
    .map(([id, reason]) => ({ rule: id.replace(/^annotation::/i, ''), reason, at: construct.node.path })),
);

test('AwsSolutions, NIST 800-53 R5 and Serverless find nothing that nobody accepted', async () => {
  expect(packs.map(({ name }) => name)).toHaveLength(3);
  expect(await findings()).toEqual([]);
});

test('the synthesis that is deployed is refused for what CloudFormation or a rule finds', async () => {
  await expect(synthesiseChecked({ outdir: join(outdir, 'checked'), stage: 'live' })).resolves.toBeDefined();
});

test('each finding that was accepted is explained by its risk, not by a word', () => {
  expect(accepted.length).toBeGreaterThan(20);
  for (const { rule, reason } of accepted)
    expect([rule, reason]).toEqual([rule, expect.stringMatching(/^[A-Z].{60,}\.$/)]);
});

test('nothing is accepted that no rule finds (any more)', async () => {
  // As if nothing had been accepted: each pack asks this of itself for every finding.
  for (const pack of packs) Object.defineProperty(pack, 'isAcknowledged', { value: () => false });
  const all = await findings();
  expect(all.length).toBeGreaterThan(accepted.length / 2);
  const unused = accepted.filter(
    ({ rule, at }) => !all.some((found) => found.rule === rule && `${found.at}/`.startsWith(`${at}/`)),
  );
  expect(unused).toEqual([]);
});
