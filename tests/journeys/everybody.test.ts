import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensions } from '../../contracts/systems.ts';
import { accept, attend, book, complete } from '../../infra/local/demo/acts.ts';
import { have } from '../../infra/local/demo/programs.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { groupSees, practiceHears, send, serviceSeesStatus } from './journey.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

interface Somebody {
  readonly who: string;
  readonly patient: Readonly<Record<string, unknown>>;
  /** What the group calls them. */
  readonly called: { readonly name?: string; readonly initial?: string };
}

const noChannel = {
  url: extensions.safeContact,
  extension: [{ url: 'noChannel', valueString: 'No telephone; ask at the day centre on Mondays' }],
};

const everybody: readonly Somebody[] = [
  {
    who: 'an apostrophe and a hyphen',
    patient: { name: [{ family: "D'Souza-O'Connor", given: ['Mary-Ann'] }] },
    called: { name: 'Mary-Ann', initial: 'D' },
  },
  {
    who: 'letters with marks',
    patient: { name: [{ family: 'Żółkiewska', given: ['Łucja'] }] },
    called: { name: 'Łucja', initial: 'Ż' },
  },
  {
    who: 'Arabic letters, written from the right',
    patient: { name: [{ family: 'الأحمد', given: ['ليلى'] }] },
    called: { name: 'ليلى', initial: 'ا' },
  },
  {
    who: 'Chinese characters',
    patient: { name: [{ family: '陳', given: ['美玲'] }] },
    called: { name: '美玲' },
  },
  {
    who: 'one name only, as text',
    patient: { name: [{ text: 'Suharto' }], birthDate: '1949' },
    called: {},
  },
  {
    who: 'no NHS number, no telephone and no fixed address',
    patient: {
      name: [{ family: 'Doyle', given: ['Finn'] }],
      telecom: undefined,
      address: [{ use: 'temp', text: 'No fixed abode' }],
      extension: [noChannel],
    },
    called: { name: 'Finn', initial: 'D' },
  },
  {
    who: 'a letter outside the basic plane and an emoji',
    patient: { name: [{ family: '𠮷田', given: ['さくら🌸'] }] },
    called: { name: 'さくら🌸', initial: '𠮷' },
  },
];

test.each(everybody)('somebody with $who goes the whole way round', async ({ patient, called }) => {
  const bundle = referralFor({ patient });
  const sent = await send(hub, bundle);
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  const read = await have(hub.wellbeing, 'read', { path: `Patient/${sent.id}.p1` });
  expect(read.body).toMatchObject(JSON.parse(JSON.stringify(bundle.entry[0]?.resource)));

  await accept(hub, sent.reference);
  await book(hub, sent.reference);
  const { person } = await groupSees(hub.group, sent, 'accepted');
  expect({ name: person?.name, initial: person?.initial }).toEqual({ name: called.name, initial: called.initial });
  await attend(hub, sent.reference);
  await complete(hub, sent.reference);
  const closing = await practiceHears(hub, sent, 'closing');
  expect(closing.communication.payload?.[0]?.contentString).toBe('No action for the practice.');
});
