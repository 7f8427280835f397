import { z } from 'zod';
import { coordinator, dutyDesk as desk } from '../county/organisations.ts';
import { nextLook } from '../harness/working-time.ts';
import type { Ran } from '../run.ts';

const concerns = '/safeguarding/v1/concerns';
const duty = '/safeguarding/v1/duty';

const made = z.looseObject({ id: z.string() });
const paths = { read: ['reason'], acknowledge: [], close: ['outcome'] } as const;

/** One of each kind of organisation, and what they are worried about. */
const worried = [
  { by: 'L99901', about: { kind: 'person' }, level: 'worried' },
  { by: coordinator, about: { kind: 'worker', organisation: 'mens-shed' }, level: 'unsafe' },
  { by: 'walking-group', about: { kind: 'group', organisation: 'mens-shed' }, level: 'unsafe' },
  { by: 'mens-shed', about: { kind: 'person' }, level: 'unsafe' },
  { by: 'COU01', about: { kind: 'person' }, level: 'worried' },
] as const;

/** Somebody of each kind is worried, on a morning of work; the desk opens some of it; whoever raised it, or is its subject, asks too. */
export const worry = async ({ hub, county, told, marks }: Ran): Promise<void> => {
  await hub.moveTo(nextLook(hub.now(), 1));
  const put = (by: string, where: string): string => marks.put({ n: 0, by, where: `concern: ${where}` });
  const { clientOf } = county;
  const atDesk = (method: 'GET' | 'POST', path: string, body?: object) =>
    clientOf(desk).call({ method, path: `${duty}${path}`, organisation: desk, ...(body ? { body } : {}) });

  const referral = told.find(({ sent }) => sent)?.sent?.reference;
  const ids: string[] = [];
  for (const { by, about, level } of worried) {
    const body = {
      ...{ level, who: 'adult', says: `She told us that ${put(by, 'what was said')}` },
      about: { ...about, name: put(by, 'whom'), ...(about.kind === 'person' ? { referral } : {}) },
      from: { name: put(by, 'who says so'), reach: put(by, 'how to reach them') },
    };
    const answer = await clientOf(by).call({ method: 'POST', path: concerns, organisation: by, body });
    ids.push(made.parse(answer.body).id);
  }
  await hub.untilIdle();
  await atDesk('GET', '/concerns');
  // The last ones wait until their time is over, and go on to the next reader.
  for (const id of ids.slice(0, 2))
    for (const [what, words] of Object.entries(paths))
      await atDesk('POST', `/concerns/${id}/${what}`, {
        name: `Ada ${put(desk, 'who reads it')}`,
        ...Object.fromEntries(words.map((word) => [word, put(desk, word)])),
      });
  for (const what of ['pause', 'resume'])
    await atDesk('POST', `/organisations/mens-shed/${what}`, { name: `Ada ${put(desk, 'who pauses it')}` });
  for (const organisation of [...new Set(worried.map(({ by }) => by))])
    for (const id of ids) {
      await clientOf(organisation).call({ method: 'GET', path: `${duty}/concerns`, organisation });
      const body = { name: `Eve ${put(organisation, 'who has no business here')}`, reason: 'To know' };
      await clientOf(organisation).call({ method: 'POST', path: `${duty}/concerns/${id}/read`, organisation, body });
    }
  await clientOf('mens-shed').call({ method: 'GET', path: '/partner/v1/invitations', organisation: 'mens-shed' });
};
