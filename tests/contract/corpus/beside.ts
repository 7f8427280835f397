import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { type Referral, referralOf, resourcesOf } from '../../../functions/domain/referral.ts';
import { invitationView } from '../../../mappings/partner/invitation.ts';
import { idsIn } from '../../integration/fhir/hub.ts';
import type { World } from '../../integration/fhir/world.ts';
import { referralAround } from './material.ts';
import type { Resource, Row } from './rows.ts';

const example = readFileSync(new URL('../../../contracts/examples/onward-request.json', import.meta.url), 'utf8');

/** The coordinator asks the walking group, with a permission that was given on that day, or without any. */
const askGroup = async ({ ask }: World, referral: string, permission: string | undefined) => {
  const bundle: Resource = JSON.parse(example.replaceAll('0123456789abcdefghjkmnpqrs', referral));
  const entry = bundle.entry
    .filter((e: Resource) => permission !== undefined || e.resource.resourceType !== 'Consent')
    .map((e: Resource) =>
      e.resource.resourceType === 'Consent' ? { ...e, resource: { ...e.resource, dateTime: permission } } : e,
    );
  return ask('POST', '', { as: 'CWS01', body: { ...bundle, entry } });
};

const accept = async ({ ask }: World, task: string): Promise<void> => {
  const { body } = await ask('GET', `/Task/${task}`, { as: 'CWS01' });
  const answer = await ask('PUT', `/Task/${task}`, {
    as: 'CWS01',
    body: { ...body, status: 'accepted' },
    headers: { 'If-Match': `W/"${body.meta.versionId}"` },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

/** A flag of a safeguarding concern brings a person first: somebody has read it, before anybody else is asked. */
const readRisks = async ({ ask }: World, task: string): Promise<void> => {
  const body = {
    resourceType: 'Communication',
    status: 'completed',
    category: [{ coding: [{ system: systems.recordKind, code: 'risks-read' }] }],
    about: [{ reference: `Task/${task}` }],
    sender: { display: 'Priya Shah' },
  };
  expect((await ask('POST', '/Communication', { as: 'CWS01', body })).status).toBe(201);
};

/** Without what the hub gives, and with the person called as the hub calls them. */
const asKept = (resource: Resource, person: string, named: string): unknown => {
  const { id: _, meta: __, ...rest } = JSON.parse(JSON.stringify(resource).replaceAll(person, named));
  return rest;
};

/** What is an objection to somebody is one to the walking group. */
const objecting = (consent: Resource): Resource => ({
  ...consent,
  provision: {
    ...consent.provision,
    type: 'deny',
    actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }],
  },
});

const load = async ({ ledger }: World, referral: string): Promise<Referral> => {
  const loaded = await ledger.load(referral);
  if (!loaded) throw new Error(`No ${referral}`);
  return loaded.referral;
};

/**
 * Puts what a row holds beside a request: it is taken, it stands in the ledger as it came, no partner sees it, and it is
 * no permission to tell one. Throws where one of these is not so; gives the answer to the referral.
 */
export const sendBeside = async (world: World, { content = {}, verdict }: Row) => {
  const sent: Resource = verdict.includes('enforce') ? objecting(content) : content;
  const bundle = referralAround([sent]);
  const answer = await world.ask('POST', '', { as: 'L99901', body: bundle });
  if (answer.status !== 200) return answer;
  const ids = idsIn(answer.body);
  const referral = referralOf(ids.Task ?? '') ?? '';

  const person = bundle.entry[0]?.fullUrl ?? '';
  const kept = resourcesOf(await load(world, referral)).filter((r) => r.id === `${referral}.x1`);
  expect(kept.map((r) => asKept(r, person, person))).toEqual([
    asKept(bundle.entry[2]?.resource ?? {}, person, `Patient/${referral}.p1`),
  ]);

  await accept(world, ids.Task ?? '');
  await readRisks(world, ids.Task ?? '');
  const without = await askGroup(world, referral, undefined);
  expect(without.body.issue[0].details.coding[0].code).toBe('permission-missing');
  // Before there were wordings of ours, and long before any objection.
  const given = verdict.includes('enforce') ? '2001-01-01' : '2026-01-02';
  const asked = await askGroup(world, referral, given);
  if (verdict.includes('enforce')) {
    expect(asked.body.issue[0].details.coding[0].code, 'an objection holds').toBe('permission-missing');
    return answer;
  }
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const after = await load(world, referral);
  const [onward] = after.onward;
  if (!onward) throw new Error('No onward request');
  const seen = JSON.stringify(invitationView({ referral: after, onward, tier: 'purpose', now: after.at }));
  for (const word of wordsIn(sent)) expect(seen).not.toContain(word);
  return answer;
};

/** Texts that somebody would know it by. */
const wordsIn = ({ code, text, name }: Resource): string[] =>
  [
    code?.text,
    ...(code?.coding ?? []).map((c: Resource) => c.display),
    text?.div,
    typeof name === 'string' ? name : '',
  ].filter((word) => typeof word === 'string' && word.length > 3);
