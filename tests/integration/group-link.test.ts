import { describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { calendarDaysAfter } from '../../functions/domain/calendar.ts';
import { confirmedFor } from '../../functions/domain/organiser.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { isGivenUp } from '../../functions/views/attention.ts';
import { attentionKey } from '../../functions/views/keys.ts';
import { sendWaiting } from '../../infra/operator/send-waiting.ts';
import { coordinator, day, id, move, next, onwardTo, opened } from '../unit/views/made-referral.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, resultsOf, session } from './group-hub.ts';
import { fieldsIn, jo, linesIn, linkPages } from './group-links.ts';
import { formsIn, textOf, fieldsIn as typedIn } from './staff-pages.ts';

const notifying = groupHubs();

describe('a link opens one session, for whom it was made, until it is over', () => {
  test('it takes no answer for another session, from another site, or without its own mark', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const [line] = linesIn(await pages.get(path));
    const right = { ...line?.fields, answer: 'came' };
    const [n, task, meeting, reference] = (line?.fields.line ?? '').split(' ');
    const wrong = [n, task, `${meeting}9`, reference].join(' ');
    const statusOf = async (form: Record<string, string>, headers = {}) =>
      (await pages.post(path, form, headers)).statusCode;
    expect(await statusOf({ ...right, line: wrong })).toBe(422);
    expect(await statusOf({ ...right, line: 'x' })).toBe(422);
    expect(await statusOf({ ...right, answer: 'died' })).toBe(422);
    expect(await statusOf({ ...right, token: 'x'.repeat(43) })).toBe(403);
    expect(await statusOf(right, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await resultsOf(one)).toEqual([undefined]);
    expect(await statusOf(right)).toBe(303);
  });

  test('it closes thirty days after the session, and says whom to ring', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const [line] = linesIn(await pages.get(path));
    one.later(19 * 86_400);
    const page = await pages.get(path);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain(thisArea.service.telephone);
    expect(page.body).not.toContain('Gwen');
    expect((await pages.post(path, { ...line?.fields, answer: 'came' })).statusCode).toBe(422);
  });

  test('a letter changed anywhere is answered like any guess, and too many guesses not at all', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const closed = await pages.get('/l/nothing');
    // Whoever is worried finds from there whom to ring.
    expect(closed.body).toContain('href="https://hub.example/safeguarding"');
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    const right = path.slice('/l/'.length);
    for (const [n, letter] of [...right].entries()) {
      const other = letters[(letters.indexOf(letter) + 1) % 32];
      const { statusCode, body } = await pages.get(`/l/${right.slice(0, n)}${other}${right.slice(n + 1)}`);
      expect({ statusCode, body }).toEqual({ statusCode: 401, body: closed.body });
    }
    const few = linkPages(one, { open: 20 });
    const statuses = new Set<number>();
    for (let n = 0; n < 30; n += 1) statuses.add((await few.get('/l/nothing')).statusCode);
    expect([...statuses]).toEqual([401, 429]);
  });

  test('who says that they no longer run it is asked once more, and then every link of theirs is dead', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const said: object[] = [];
    const pages = linkPages(one, { said: async (it) => void said.push(it) });
    const page = await pages.get(`${path}/stop`);
    expect(said).toEqual([]);
    const fields = Object.fromEntries(
      [...page.body.matchAll(/name="(token|request)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    expect((await pages.post(`${path}/stop`, fields)).statusCode).toBe(200);
    expect(said).toEqual([{ organisation: 'walking-group', since: jo.since, kind: 'stopped' }]);
    one.change('walking-group', { organiser: { ...jo, stopped: one.now() } });
    expect((await pages.get(path)).statusCode).toBe(401);
    // Whoever follows them gets links of their own.
    one.change('walking-group', { organiser: { ...jo, name: 'Kim', since: one.now() } });
    expect((await pages.get(path)).statusCode).toBe(401);
  });
});

describe('a contact of whom nobody is sure gets no names', () => {
  const rowOf = (one: GroupHub) => one.row('walking-group#L#a000001', idOf(0));

  test.each([
    ['that nobody confirmed for half a year', { confirmed: calendarDaysAfter(day(20), -confirmedFor - 1) }],
    ['that came back', { returned: day(1) }],
    ['that no longer runs it', { stopped: day(1) }],
  ])('one %s is sent nothing, and it stands in the list of the coordinator', async (_, doubt) => {
    const one = await notifying({ ...jo, ...doubt });
    await session(one, [gwen]);
    expect(one.notify.outbox()).toEqual([]);
    const row = await rowOf(one);
    expect(row).toMatchObject({ outcome: 'by-hand', item: { attention: attentionKey('CWS01') } });
    expect(row && isGivenUp(row)).toBe(true);
  });

  test('a message that arrived is known to have', async () => {
    const one = await notifying();
    await session(one, [gwen]);
    await heardOfNotify(one.ports)({ reference: one.notify.outbox()[0]?.reference ?? '', status: 'delivered' });
    expect(await rowOf(one)).toMatchObject({ outcome: 'infrastructure-ack' });
  });

  test('one that comes back makes its contact doubtful, and stands in the list of the coordinator', async () => {
    const one = await notifying();
    await session(one, [gwen]);
    await heardOfNotify(one.ports)({ reference: one.notify.outbox()[0]?.reference ?? '', status: 'permanent-failure' });
    const group = await one.ports.participants.organisation('walking-group');
    expect(group?.organiser).toMatchObject({ returned: one.now() });
    const row = await rowOf(one);
    expect(row && isGivenUp(row)).toBe(true);
  });

  test('after a try of which nobody knows how it ended, Notify is asked whether it has it', async () => {
    const one = await notifying();
    const { send } = one.ports.toOrganisers.notify;
    let tries = 0;
    const lost: typeof send = async (notification) => {
      tries += 1;
      await send(notification);
      return { kind: 'unanswered', reason: 'timeout' };
    };
    Object.assign(one.ports.toOrganisers.notify, { send: lost });
    await session(one, [gwen]);
    expect(await rowOf(one)).toMatchObject({ outcome: 'unknown', attempts: 1 });
    one.later(6);
    await one.deliver(idOf(0));
    expect(await rowOf(one)).toMatchObject({ outcome: 'sent', told: 7 });
    expect([tries, one.notify.outbox().length]).toEqual([1, 1]);
  });
});

describe('a group is asked whether it can take somebody', () => {
  const asked = () =>
    next(
      next(opened({ patient: gwen }), coordinator, move('accepted'), day(1)),
      coordinator,
      onwardTo('walking-group'),
      day(2),
    );
  const ask = async () => {
    const one = await notifying();
    await one.told(asked());
    await one.deliver();
    const [message] = one.notify.outbox();
    const said: object[] = [];
    const pages = linkPages(one, { said: async (it) => void said.push(it) });
    const path = linkIn(message?.body);
    const page = await pages.get(path);
    const fields = fieldsIn(page);
    const statusNow = async () => (await one.ledger.load(id))?.referral.onward[0]?.task.status;
    return { one, message, said, page, statusNow, tap: (more: object) => pages.post(path, { ...fields, ...more }) };
  };

  test('the message names nobody, and the page no more than the tier', async () => {
    const { message, page } = await ask();
    expect(message?.subject).toBe('Can Tuesday Walking Group take one more person?');
    expect(message?.body).not.toContain('Gwen');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<bdi>Gwen A.</bdi> would like to come.');
  });

  test.each([
    [{ answer: 'yes' }, 'accepted', []],
    [{ answer: 'too-complex' }, 'rejected', []],
    [{ answer: 'full 2026-12-20' }, 'rejected', [{ until: '2026-12-21T00:00:00.000Z' }]],
    [{ answer: 'pause' }, 'rejected', [{}]],
  ])('%o makes it %s', async (form, status, capacity) => {
    const { tap, statusNow, said, one } = await ask();
    expect((await tap(form)).statusCode).toBe(303);
    expect(await statusNow()).toBe(status);
    expect(said).toEqual(
      capacity.map((room) => ({ kind: 'full', organisation: 'walking-group', saidAt: one.now(), ...room })),
    );
  });

  test('who said yes may name the day by the same link, in place of a call; what cannot be is asked for again', async () => {
    const { tap, one, page: _ } = await ask();
    const sent = await tap({ answer: 'yes' });
    const path = new URL(String(sent.headers?.location)).pathname;
    const pages = linkPages(one);
    const shown = await pages.get(path);
    expect(textOf(shown)).toContain('When can they come first?');
    const [form] = formsIn(shown);
    if (!form) throw new Error('No form');
    const filled = { ...typedIn(form), from: '10:00', until: '11:00', place: 'The park gate' };
    const wrong = await pages.post(path, { ...filled, day: '2026-01-02' });
    expect([wrong.statusCode, wrong.body.includes('value="The park gate"')]).toEqual([422, true]);
    // Of today and gone: nobody could tell the person.
    const gone = await pages.post(path, { ...filled, day: one.now().slice(0, 10), from: '00:01' });
    expect([gone.statusCode, textOf(gone).includes('Enter a time that is still to come')]).toEqual([422, true]);
    expect((await pages.post(path, { ...filled, day: '2026-12-24' })).statusCode).toBe(303);
    // A second tap.
    expect((await pages.post(path, { ...filled, day: '2026-12-24' })).statusCode).toBe(303);
    const [onward] = (await one.ledger.load(id))?.referral.onward ?? [];
    expect(onward?.meetings.map(({ start, status }) => [start, status])).toEqual([
      ['2026-12-24T10:00:00.000Z', 'booked'],
    ]);
    expect(
      obligations((await one.ledger.load(id))?.referral ?? asked().referral).map(({ what }) => what),
    ).not.toContain('agree-meeting');
    expect(textOf(await pages.get(path))).toContain('You are sent the list of who comes.');
    expect((await pages.post(path, { ...filled, day: '2026-12-28' })).statusCode).toBe(422);
  });

  test('an organiser who is entered afterwards is asked at once, and so is who follows one that had gone', async () => {
    const one = await notifying();
    one.change('walking-group', { organiser: undefined });
    await one.told(asked());
    await one.deliver();
    expect(one.notify.outbox()).toEqual([]);
    const at = {
      ...{ ...one, participants: one.ports.participants, area: thisArea },
      again: async (referral: string) => {
        await one.deliver(referral);
      },
    };
    one.change('walking-group', { organiser: { ...jo, returned: day(3) } });
    expect(await sendWaiting(at, 'walking-group')).toBe(1);
    expect([one.notify.outbox().length, (await one.row('walking-group#L#t000002'))?.outcome]).toEqual([0, 'by-hand']);
    one.change('walking-group', { organiser: { ...jo, name: 'Kim', since: one.now() } });
    expect(await sendWaiting(at, 'walking-group')).toBe(1);
    expect(one.notify.outbox().map(({ subject }) => subject)).toEqual([
      'Can Tuesday Walking Group take one more person?',
    ]);
    expect(await sendWaiting(at, 'walking-group')).toBe(0);
  });

  test('a day that is over is taken from nobody', async () => {
    const { tap, statusNow, said } = await ask();
    expect((await tap({ answer: 'full 2026-01-31' })).statusCode).toBe(422);
    expect(await statusNow()).toBe('requested');
    expect(said).toEqual([]);
  });
});
