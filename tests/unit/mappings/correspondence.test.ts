import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { correspondence } from '../../../mappings/gp/correspondence.ts';
import { showToReferrer } from '../../../mappings/gp/show.ts';
import { invitationView } from '../../../mappings/partner/invitation.ts';
import { messageToWhoReferred } from '../../../mappings/to-referrer.ts';
import { newestTold, stateMessage } from '../../../mappings/wellbeing/state-message.ts';
import { answers, because, move, onwardTo, writes } from '../domain/acts.ts';
import { asksForCall } from '../domain/calls.ts';
import { coordinator, day, hub, id, practice, t1 } from '../domain/cast.ts';
import { attempt, next, opened } from '../domain/referrals.ts';

const nameOf = () => 'Community Wellbeing Service';
const asked = () => next(opened(), coordinator, writes('question', 'Does she live alone?'));
const only = (communications: readonly Communication[]): Communication => {
  const [first] = communications;
  if (!first) throw new Error('Nothing was written');
  return first;
};

describe('what the coordinator wrote', () => {
  test('begins with whether there is anything to do, says who writes, and then what was written', () => {
    const referral = asked();
    const message = correspondence(only(referral.communications), 'question', referral, { nameOf });
    expect(message.payload).toEqual([
      { contentString: 'Action for the practice: please answer a question.' },
      { contentString: 'The Community Wellbeing Service asks:' },
      { contentString: 'Does she live alone?' },
    ]);
    expect(message.category?.[0]?.coding?.[0]?.code).toBe('question');
    expect(message.topic).toBeUndefined();
  });

  test('names what it answers as the practice sent it and as the hub knows it', () => {
    const own = { identifier: [{ system: 'https://practice.example/messages', value: '77' }] };
    const question = next(opened(), practice, writes('question', 'Seen?', own));
    const referral = next(question, coordinator, answers(`${id}.m1`, 'Yes, on Monday.'));
    const answer = referral.communications.at(-1);
    const message = answer && correspondence(answer, 'answer', referral, { nameOf });
    expect(message?.payload?.map((p) => p.contentString)).toEqual([
      'No action for the practice.',
      'The Community Wellbeing Service answers:',
      'Yes, on Monday.',
    ]);
    expect(message?.inResponseTo).toEqual([
      { type: 'Communication', reference: `Communication/${id}.m1`, identifier: own.identifier[0] },
    ]);
  });

  test('lets nothing else out that came with it, nor in words where the status alone may be heard', () => {
    const more: Partial<Communication> = {
      note: [{ text: 'Marker-note' }],
      extension: [{ url: 'https://example.org/x', valueString: 'Marker-extension' }],
      contained: [{ resourceType: 'Basic', id: 'Marker-contained' }],
      payload: [{ id: 'Marker-id', contentString: 'Marker-text' }],
    };
    const referral = next(opened(), coordinator, writes('question', '', more));
    const message = only(referral.communications);
    const told = JSON.stringify(messageToWhoReferred(message, referral, { nameOf, mayHear: 'outcome' }));
    expect(told.match(/Marker-\w+/g)).toEqual(['Marker-text']);
    const status = messageToWhoReferred(message, referral, { nameOf, mayHear: 'status' });
    expect(status?.payload?.[0]?.contentString).toBe(
      'Action for the practice: please ring the Community Wellbeing Service about a question on your referral.',
    );
    expect(JSON.stringify(status)).not.toContain('Marker');
    const noted = next(opened(), coordinator, writes('note', 'Marker-text'));
    expect(messageToWhoReferred(only(noted.communications), noted, { mayHear: 'status' })).toBeUndefined();
  });
});

test('what the practice wrote is shown to it as it wrote it', () => {
  const referral = next(opened(), practice, writes('note', 'She has moved in with her son.'));
  const shown = showToReferrer(only(referral.communications), referral);
  expect(shown).toMatchObject({ payload: [{ contentString: 'She has moved in with her son.' }] });
});

test('no word of either side is in an event or in what a group is shown', () => {
  const accepted = next(opened(), coordinator, move(t1, 'accepted'));
  const withGroup = next(accepted, coordinator, onwardTo('walking-group'));
  const said = writes('note', 'Marker-9931');
  const noted = next(next(withGroup, practice, said), coordinator, said);
  const [onward] = noted.onward;
  if (!onward) throw new Error('No group was asked');
  for (const tier of ['name-only', 'contact', 'purpose', 'full'] as const)
    expect(JSON.stringify(invitationView({ referral: noted, onward, tier, now: day(9) }))).not.toContain('Marker');
  const decided = attempt(noted, practice, said);
  if (!decided.ok) throw new Error('A note was refused');
  const head = { version: 9, at: day(9), hash: 'h', correlation: 'c', events: decided.value.events };
  const events = thinEventsOf({ head, referral: noted });
  expect(events.map((e) => e.type)).toEqual(['uk.handover.note-added.v1']);
  expect(JSON.stringify(events)).not.toContain('Marker');
});

describe('the state message of the coordinator', () => {
  const entries = (referral: ReturnType<typeof opened>, told: number): (string | undefined)[] =>
    (stateMessage(referral, told).entry ?? []).map((e) => e.request?.url);

  test('brings what was written to it, once, and nothing that it wrote itself', () => {
    const before = opened();
    expect(newestTold(before)?.version).toBe(1);
    const written = next(before, practice, writes('question', 'Seen?'));
    expect(newestTold(written)).toEqual({ version: 2, at: written.at });
    expect(entries(written, 1)).toEqual([`Communication/${id}.m1`]);
    expect(entries(written, 2)).toEqual([]);
    const answered = next(written, coordinator, answers(`${id}.m1`));
    expect(entries(answered, 2)).toEqual([`Communication/${id}.m1`]);
  });

  test('brings the person when the practice has corrected how to reach them', () => {
    const before = opened();
    const unsafe = { url: extensions.contactSafety, valueCode: 'not-safe' };
    const telecom = [{ system: 'phone' as const, value: '01452 111111', extension: [unsafe] }];
    const action = { kind: 'correct-contact' as const, shown: before.patient, sent: { ...before.patient, telecom } };
    const after = next(before, practice, action);
    expect(entries(after, 1)).toEqual([`Patient/${id}.p1`]);
    expect(JSON.stringify(stateMessage(after, 1))).toContain('not-safe');
  });

  test('says no more than that it was recalled, of what was recalled', () => {
    const written = next(opened(), practice, writes('question', 'Marker-1'));
    const recalled = next(written, practice, move(t1, 'entered-in-error', because('Wrong person')));
    expect(entries(recalled, 1)).toEqual([`Task/${t1}`]);
  });

  test('brings of what was recalled that it rings still about somebody who is not well', () => {
    const asked = next(opened(), coordinator, asksForCall({ urgent: true, owner: 'L99901' }), day(0, 10));
    const recalled = next(asked, practice, move(t1, 'entered-in-error', because('Sent twice')), day(0, 10));
    const [owed] = obligations(recalled);
    expect(owed).toMatchObject({ what: 'call-ring-urgent', who: 'CWS01' });
    const { task = '', due = '', about = '' } = owed ?? {};
    const chase = { kind: 'chase', obligation: 'call-ring-urgent', task, due, about } as const;
    const late = next(recalled, hub, chase, due);
    expect(newestTold(late)?.version).toBe(late.version);
    expect(entries(late, recalled.version)).toEqual([`Communication/${late.communications.at(-1)?.id}`]);
  });
});
