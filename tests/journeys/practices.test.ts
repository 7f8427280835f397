import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, complete } from '../../infra/local/demo/acts.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { have, tell } from '../../infra/local/demo/programs.ts';
import { practiceMailbox } from '../../infra/local/mesh/practice-mailbox.ts';
import { textOf } from '../unit/delivery/pdf-text.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, practiceHears, send, sentIn, serviceSeesStatus, tasksAt, topicsAbout } from './journey.ts';
import { done, hubTime, pass } from './operator.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

const read = (program: string, organisation: string, path: string) =>
  tell(program, 'read', { organisation, path: `/FHIR/R4/${path}` });

describe('one supplier for two practices', () => {
  test('each practice refers, reads its own and hears of its own; not of the other, through the same software', async () => {
    const first = await send(hub, referralFor({ organisation: 'L99901' }), 'L99901');
    const second = await send(hub, referralFor({ organisation: 'L99902' }), 'L99902');
    expect((await read(hub.practice, 'L99901', `Task/${first.id}.t1`)).status).toBe(200);
    expect((await read(hub.practice, 'L99902', `Task/${second.id}.t1`)).status).toBe(200);
    for (const path of [`Task/${first.id}.t1`, `Patient/${first.id}.p1`, first.request]) {
      expect((await read(hub.practice, 'L99902', path)).status).toBe(404);
    }
    for (const sent of [first, second]) {
      await serviceSeesStatus(hub, sent, 't1', 'requested');
      await accept(hub, sent.reference);
      await complete(hub, sent.reference);
      const closing = await practiceHears(hub, sent, 'closing');
      expect(closing.communication.recipient?.[0]?.reference).toBe(`Organization/${sent.organisation}`);
    }
  });

  test('a third practice is not theirs: neither to send for nor to read', async () => {
    const bundle = referralFor({ organisation: 'L99903' });
    const refused = await tell(hub.practice, 'send', { organisation: 'L99903', bundle });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ issue: [{ details: { coding: [{ code: 'wrong-organisation' }] } }] });

    const answer = await have(hub.otherPractice, 'send', { organisation: 'L99903', bundle });
    const sent = sentIn(answer.body, 'L99903');
    for (const organisation of ['L99901', 'L99902']) {
      expect((await read(hub.practice, organisation, `Task/${sent.id}.t1`)).status).toBe(404);
    }
    expect((await read(hub.practice, 'L99903', `Task/${sent.id}.t1`)).status).toBe(403);
    expect((await read(hub.otherPractice, 'L99903', `Task/${sent.id}.t1`)).status).toBe(200);

    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, sent.reference);
    await complete(hub, sent.reference);
    await practiceHears({ ...hub, practice: hub.otherPractice }, sent, 'closing');
    expect(await topicsAbout(hub.practice, sent.reference)).toEqual([]);
  });
});

describe('a request that comes again', () => {
  test('with the same id and body is answered as before, and done once', async () => {
    const order = { organisation: 'L99901', bundle: referralFor(), requestId: randomUUID() };
    const first = await have(hub.practice, 'send', order);
    const again = await have(hub.practice, 'send', order);
    expect(again.body).toEqual(first.body);
    const sent = sentIn(first.body, 'L99901');
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await allQuiet(hub);
    expect([...(await tasksAt(hub, sent)).keys()]).toEqual(['t1']);
  });

  test('with the same id and another body is refused', async () => {
    const requestId = randomUUID();
    const bundle = referralFor();
    await have(hub.practice, 'send', { organisation: 'L99901', bundle, requestId });
    const changed = {
      ...bundle,
      entry: bundle.entry.map((e) => ({ ...e, resource: { ...e.resource, language: 'cy' } })),
    };
    const refused = await tell(hub.practice, 'send', { organisation: 'L99901', bundle: changed, requestId });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ issue: [{ details: { coding: [{ code: 'request-id-reused' }] } }] });
  });

  test('under a new id with the identifier of another referral is a duplicate, which names what exists', async () => {
    const identifier = [{ system: 'https://practice.example/referrals', value: randomUUID() }];
    const sent = await send(hub, referralFor({ request: { identifier } }));
    const somebodyElse = { name: [{ family: 'Pryce', given: ['Owain'] }] };
    const bundle = referralFor({ request: { identifier }, patient: somebodyElse });
    const refused = await tell(hub.practice, 'send', { organisation: 'L99901', bundle });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ issue: [{ code: 'duplicate' }] });
    expect(JSON.stringify(refused.body)).toContain(sent.request.slice('ServiceRequest/'.length));
    const kept = await read(hub.practice, 'L99901', `Patient/${sent.id}.p1`);
    expect(JSON.stringify(kept.body)).not.toContain('Pryce');
  });

  test('the same identifier from two practices is two referrals', async () => {
    const identifier = [{ system: 'https://practice.example/referrals', value: randomUUID() }];
    const one = await send(hub, referralFor({ request: { identifier } }), 'L99901');
    const other = await send(hub, referralFor({ request: { identifier }, organisation: 'L99902' }), 'L99902');
    expect(other.id).not.toBe(one.id);
  });

  test('for a person with an open referral becomes a further need under the same reference', async () => {
    const identifier = [
      {
        system: 'https://fhir.nhs.uk/Id/nhs-number',
        value: '9990123470',
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
            valueCodeableConcept: {
              coding: [
                { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' },
              ],
            },
          },
        ],
      },
    ];
    const first = await send(hub, referralFor({ patient: { identifier } }));
    const second = await send(hub, referralFor({ patient: { identifier } }));
    expect(second.reference).toBe(first.reference);
    expect(second.request).not.toBe(first.request);
  });
});

/** The hub's memory of an organisation. */
const holds = 61;

test('a practice that is reached by MESH alone gets how it ended as a document, and the hub hears that it is filed', async () => {
  for (const change of [
    ['endpoint', 'L99903', 'none'],
    ['fetches', 'L99903', 'no'],
    ['mesh', 'L99903', 'X26GP903'],
  ])
    await done(hub, 'organisation', ...change);
  await pass(hub, holds);
  const bundle = referralFor({ organisation: 'L99903' });
  const sent = sentIn((await have(hub.otherPractice, 'send', { organisation: 'L99903', bundle })).body, 'L99903');
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  await accept(hub, sent.reference);
  await complete(hub, sent.reference);

  const mailbox = await practiceMailbox(hub.data, 'X26GP903');
  const closing = await eventually('the document is in the mailbox', async () =>
    (await mailbox.documents()).find(({ title }) => title === `The referral has ended: ${sent.reference}`),
  );
  expect(textOf(closing.pdf)).toContain('The person was given information and advice.');
  await mailbox.answer(closing, 'right-person');
  // At full five minutes the hub looks into its mailbox: not the next, so that a minute is over in between and its clock rings.
  const now = await hubTime(hub);
  await pass(hub, 600 - (Math.floor(now.getTime() / 1000) % 300));
  await eventually('the hub has heard that it is filed', async () =>
    (await done(hub, 'referral', sent.reference)).includes('by document, business-ack') ? true : undefined,
  );
});
