import { z } from 'zod';
import { eventually } from './patience.ts';
import { ask, have } from './programs.ts';

/** The other side of a referral: the coordinator's and the group's programs. */
export interface OtherSide {
  readonly wellbeing: string;
  readonly group: string;
}

const invitation = z.object({
  reference: z.string(),
  status: z.string(),
  firstMeeting: z.string().optional(),
  meetings: z.array(z.object({ status: z.string() })),
});

const invitations = async ({ group }: OtherSide, reference: string) =>
  z
    .array(invitation)
    .parse(await ask(group, 'inbox'))
    .filter((i) => i.reference === reference);

const isOpen = ({ status }: z.infer<typeof invitation>): boolean =>
  ['new', 'accepted', 'under-way', 'paused'].includes(status);

export const openInvitationsOf = async (side: OtherSide, reference: string) =>
  (await invitations(side, reference)).filter(isOpen);

const change = ({ wellbeing }: OtherSide, reference: string, status: string) =>
  have(wellbeing, 'change', { reference, status });

export const takeOn = (side: OtherSide, reference: string) => change(side, reference, 'accepted');

/** What the practice hears of is the conversation, not that work began. */
export const speak = ({ wellbeing }: OtherSide, reference: string) =>
  have(wellbeing, 'record', { reference, kind: 'conversation' });

const begin = async (side: OtherSide, reference: string): Promise<void> => {
  await speak(side, reference);
  await change(side, reference, 'in-progress');
};

export const askGroup = ({ wellbeing }: OtherSide, reference: string) =>
  have(wellbeing, 'ask-partner', { reference, partner: 'walking-group' });

/** The group asks the hub now and then: it accepts once it has seen the invitation. */
export const join = async (side: OtherSide, reference: string): Promise<void> => {
  await eventually('the group sees its invitation', async () =>
    (await invitations(side, reference)).find((i) => i.status === 'new'),
  );
  await have(side.group, 'accept', { reference });
};

/** A result cannot be recorded before a meeting has begun, and nobody wants to wait a week here: by default it begins at once. */
export const nameMeeting = async (side: OtherSide, reference: string, start = new Date()): Promise<void> => {
  const named = (await openInvitationsOf(side, reference))[0]?.meetings.length ?? 0;
  await have(side.group, named > 0 ? 'meetings' : 'first-meeting', {
    ...{ reference, start: start.toISOString(), end: new Date(start.getTime() + 90 * 60_000).toISOString() },
    ...{ mode: 'in-person', place: 'Chosen Hill car park', signedUpBy: 'Tom, walk leader' },
  });
};

/** The coordinator takes the referral, speaks with the person, and begins. */
export const accept = async (side: OtherSide, reference: string): Promise<string> => {
  await takeOn(side, reference);
  await begin(side, reference);
  return 'The wellbeing service accepted, spoke with the person and began.';
};

/** The coordinator asks the walking group, which takes the person and names a first meeting; later ones it names alone. */
const named = async (side: OtherSide, reference: string, start?: Date): Promise<string> => {
  if ((await openInvitationsOf(side, reference)).length > 0) {
    await nameMeeting(side, reference, start);
    return 'The walking group named another meeting.';
  }
  await askGroup(side, reference);
  await join(side, reference);
  await nameMeeting(side, reference, start);
  return 'With the permission of the person, the walking group was asked. It accepted and named a meeting.';
};

export const book = async (side: OtherSide, reference: string): Promise<string> =>
  `${await named(side, reference)} It has just begun, so that you need not wait for it.`;

/** Of what has begun nobody is told any more: here there is time to. */
export const signUp = async (side: OtherSide, reference: string): Promise<string> => {
  const start = new Date();
  start.setUTCDate(start.getUTCDate() + 3);
  start.setUTCHours(10, 0, 0, 0);
  return `${await named(side, reference, start)} It is in three days: between 08:00 and 20:00 the person is told at once, if a way is known to be safe.`;
};

export const attend = async ({ group }: OtherSide, reference: string): Promise<string> => {
  await have(group, 'attendance', { reference, result: 'came' });
  return 'The walking group said that the person came.';
};

/** Nobody's fault and no end: it makes a follow-up for the coordinator. */
export const missMeeting = async ({ group }: OtherSide, reference: string): Promise<string> => {
  await have(group, 'attendance', { reference, result: 'did-not-come' });
  return 'The walking group said that the person did not come. The wellbeing service follows up; book names another meeting.';
};

export const finish = ({ group }: OtherSide, reference: string) => have(group, 'finish', { reference });

/** The coordinator says how it ended, and the practice hears of it. */
export const close = async (side: OtherSide, reference: string): Promise<string> => {
  const outcome = outcomeOf((await invitations(side, reference)).map((i) => i.firstMeeting));
  const businessStatus = outcome === 'connected-and-attended' ? 'outcome-achieved' : 'outcome-partial';
  await have(side.wellbeing, 'change', { reference, status: 'completed', businessStatus, outcome });
  return outcome;
};

/** Nobody closes over a person who could not come without having spoken to them since. */
export const complete = async (side: OtherSide, reference: string): Promise<string> => {
  const missed = (await invitations(side, reference)).some((i) => /^(did|could)-not-come$/.test(i.firstMeeting ?? ''));
  if (missed) await speak(side, reference);
  if ((await openInvitationsOf(side, reference)).length > 0) await finish(side, reference);
  const spoke = missed ? 'spoke with the person and ' : '';
  return `The wellbeing service ${spoke}closed the referral: ${await close(side, reference)}.`;
};

const outcomeOf = (results: readonly (string | undefined)[]): string => {
  if (results.length === 0) return 'advice-only';
  return results.includes('came') ? 'connected-and-attended' : 'connected-not-attended';
};
