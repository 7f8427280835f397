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

/** The coordinator takes the referral, speaks with the person, and begins. */
export const accept = async ({ wellbeing }: OtherSide, reference: string): Promise<string> => {
  await have(wellbeing, 'change', { reference, status: 'accepted' });
  await have(wellbeing, 'record', { reference, kind: 'conversation' });
  await have(wellbeing, 'change', { reference, status: 'in-progress' });
  return 'The wellbeing service accepted, spoke with the person and began.';
};

/** The coordinator asks the walking group, which takes the person and names a first meeting. */
export const book = async (side: OtherSide, reference: string): Promise<string> => {
  const standing = (await invitations(side, reference)).find(isOpen);
  if (!standing) {
    await have(side.wellbeing, 'ask-partner', { reference, partner: 'walking-group' });
    await eventually('the walking group sees its invitation', async () =>
      (await invitations(side, reference)).find((i) => i.status === 'new'),
    );
    await have(side.group, 'accept', { reference });
  }
  // A result cannot be recorded before a meeting has begun, and nobody wants to wait a week here: it begins at once.
  const start = new Date();
  const end = new Date(start.getTime() + 90 * 60_000);
  await have(side.group, standing ? 'meetings' : 'first-meeting', {
    ...{ reference, start: start.toISOString(), end: end.toISOString(), mode: 'in-person' },
    ...{ place: 'Chosen Hill car park', signedUpBy: 'Tom, walk leader' },
  });
  const asked = standing ? 'The walking group' : 'With the permission of the person, the walking group was asked. It';
  return `${asked} named a meeting. It has just begun, so that you need not wait for it.`;
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

/** The group has done its part; the coordinator says how it ended, and the practice hears of it. */
export const complete = async (side: OtherSide, reference: string): Promise<string> => {
  const all = await invitations(side, reference);
  if (all.some(isOpen)) await have(side.group, 'finish', { reference });
  const outcome = outcomeOf(all.map((i) => i.firstMeeting));
  const businessStatus = outcome === 'connected-and-attended' ? 'outcome-achieved' : 'outcome-partial';
  await have(side.wellbeing, 'change', { reference, status: 'completed', businessStatus, outcome });
  return `The wellbeing service closed the referral: ${outcome}.`;
};

const outcomeOf = (results: readonly (string | undefined)[]): string => {
  if (results.length === 0) return 'advice-only';
  return results.includes('came') ? 'connected-and-attended' : 'connected-not-attended';
};
