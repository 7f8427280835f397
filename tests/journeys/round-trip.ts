import { expect } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import { referenceOf, task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { onwardRequest } from '../../infra/local/demo/wellbeing/onward-request.ts';
import type { Pages, Visitor } from './browser.ts';
import { callerAs, post, type Sending } from './caller.ts';
import { referralFor } from './people.ts';
import { openUntil } from './worklist.ts';

const hour = 3_600_000;
const instant = (ms: number): string => new Date(ms).toISOString();
const invitation = z.object({
  ...{ id: z.string(), reference: z.string(), status: z.string() },
  person: z.object({ needs: z.array(z.string()).optional() }).optional(),
  meetings: z.array(z.object({ id: z.string() })),
});

/** The three organisations of one person's way round, each as it speaks with the hub: two by software, the service at its desk. */
export const roundTrip = async (pages: Pages, visitor: Visitor, patient: object) => {
  const as = (client: string, organisation: string) =>
    callerAs({ ...pages.hub, data: pages.data }, client, organisation);
  // One after the other: the first token wakes the function that the others ask as well.
  const practice = await as('churchdown-surgery', 'L99901');
  const service = await as('wellbeing-service', 'CWS01');
  const group = await as('walking-group', 'walking-group');
  const sent = await practice(post(referralFor({ patient })));
  const [t1] = tasksOf(sent.body);
  const reference = t1 && referenceOf(t1);
  if (!reference) throw new Error(`${sent.status} ${sent.text}`);
  const { page } = visitor;
  const own = `/staff/people/${reference}`;
  const invited = async () => {
    const { body } = await group({ method: 'GET', path: '/partner/v1/invitations' });
    const { invitations } = z.object({ invitations: z.array(invitation) }).parse(body);
    return invitations.find((one) => one.reference === reference);
  };
  const say = async (sending: Sending): Promise<void> => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const { status, text } = await group({ ...sending, headers });
    expect(status, text).toBeLessThan(300);
  };
  const invitationNow = async () => {
    const found = await invited();
    if (!found) throw new Error('The group was asked nothing');
    return found;
  };
  const meetingAt = (start: number, place: string) => ({
    ...{ start: instant(start), end: instant(start + hour), mode: 'in-person', place, signedUpBy: 'Tom, walk leader' },
  });
  const act = async (button: string, fill: () => Promise<unknown> = async () => undefined): Promise<void> => {
    await page.goto(`${pages.hub.url}${own}`);
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await fill();
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.waitForURL(/\?did=/);
  };
  return {
    ...{ reference, act },
    /** The service takes it on, speaks with the person, and asks the walking group, which takes them. */
    asked: async (): Promise<readonly string[]> => {
      await openUntil(pages, visitor, own, 'app-head');
      await act('Take this on');
      await act('Write down that you spoke or tried', () => page.getByLabel('We spoke', { exact: true }).check());
      const { body } = await service({ method: 'GET', path: `/FHIR/R4/Task/${t1.id}` });
      const to = { partner: 'walking-group', activity: 'walking-group', coordinator: 'CWS01', permission: true };
      const answer = await service(post(onwardRequest(task.parse(body), to)));
      expect(answer.status, answer.text).toBe(200);
      const { id, person } = await eventually('the group sees its invitation', invited);
      await say({ method: 'POST', path: `/partner/v1/invitations/${id}/accept` });
      return person?.needs ?? [];
    },
    named: async (start: number, place: string): Promise<void> => {
      const { id } = await invitationNow();
      await say({ method: 'POST', path: `/partner/v1/invitations/${id}/first-meeting`, body: meetingAt(start, place) });
    },
    moved: async (start: number, place: string): Promise<void> => {
      const { id, meetings } = await invitationNow();
      const path = `/partner/v1/invitations/${id}/meetings/${meetings[0]?.id}`;
      await say({ method: 'PUT', path, body: meetingAt(start, place) });
    },
    cameAndDone: async (): Promise<void> => {
      const { id } = await invitationNow();
      await say({ method: 'POST', path: `/partner/v1/invitations/${id}/attendance`, body: { result: 'came' } });
      await say({ method: 'POST', path: `/partner/v1/invitations/${id}/finish` });
    },
    /** Their card among the next things of the service, once it says this. */
    today: (says: string) =>
      eventually(`today says ${says}`, async () => {
        await page.goto(`${pages.hub.url}/staff/today`);
        const card = page.locator('section.app-card').filter({ hasText: reference });
        const text = (await card.count()) > 0 ? ((await card.textContent()) ?? '') : '';
        return text.includes(says) ? { card, text } : undefined;
      }),
    onPage: async (): Promise<string> => {
      await page.goto(`${pages.hub.url}${own}`);
      return (await page.locator('main').textContent()) ?? '';
    },
  };
};
