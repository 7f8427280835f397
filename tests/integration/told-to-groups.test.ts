import { expect, test } from 'vitest';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { linkClient } from '../../functions/domain/hub.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import {
  conversation,
  coordinator,
  day,
  group,
  id,
  move,
  next,
  onwardTo,
  opened,
} from '../unit/views/made-referral.ts';
import { groupHubs, gwen } from './group-hub.ts';
import { jo } from './group-links.ts';
import { staffPages, textOf } from './staff-pages.ts';

const notifying = groupHubs();
const asked = () =>
  next(
    next(opened({ patient: gwen }), coordinator, move('accepted'), day(1)),
    coordinator,
    onwardTo('walking-group'),
    day(2),
  );
const personPath = `/staff/people/${referenceOf(id)}`;

test('the page of a person says whether the group was told, whether it arrived, and whom to ring there', async () => {
  const one = await notifying();
  await one.told(asked());
  const { get } = staffPages(one);
  const read = async (): Promise<string> => textOf(await get(personPath));
  expect(await read()).toContain('The question whether they can take the person is on its way');
  await one.deliver();
  expect(await read()).toMatch(/take the person was sent on .*; whether it arrived is not known yet/);
  expect(await read()).toContain('Write to Jo: jo@walks.example');
  const { reference = '' } = one.notify.outbox()[0] ?? {};
  await heardOfNotify(one.ports)({ reference, status: 'delivered' });
  expect(await read()).toMatch(/was sent on .*, and arrived/);
});

test('where a message came back, or nobody is written down, it says so and that somebody rings', async () => {
  const one = await notifying({ ...jo, telephone: '01632 960777' });
  await one.told(asked());
  await one.deliver();
  const { get } = staffPages(one);
  const { reference = '' } = one.notify.outbox()[0] ?? {};
  await heardOfNotify(one.ports)({ reference, status: 'permanent-failure' });
  const text = textOf(await get(personPath));
  expect(text).toMatch(/came back: ring them/);
  expect(text).toContain('A message to Jo came back');
  expect(text).toContain('Ring Jo of the group 01632 960777');
  one.change('walking-group', { organiser: undefined });
  const other = staffPages(one);
  expect(textOf(await other.get(personPath))).not.toContain('Jo');
});

test('who gets a request without anybody there to get it is not left to guess', async () => {
  const one = await notifying();
  one.change('walking-group', { organiser: undefined });
  await one.told(asked());
  expect(textOf(await staffPages(one).get(personPath))).toContain('No message goes to this group');
});

test('a group that said yes by its link waits for nobody there: the link worker has its number, and names the meeting', async () => {
  const one = await notifying({ ...jo, telephone: '01632 960777' });
  const yes = next(asked(), { ...group, client: linkClient }, move('accepted', 't2'), day(3));
  await one.told(next(yes, coordinator, conversation(), day(3, 10)));
  const { get } = staffPages(one);
  for (const path of [personPath, '/staff/today']) {
    const page = await get(path);
    expect(textOf(page)).toContain('Ring the group and name the first meeting');
    expect(textOf(page)).toContain('Ring Jo of the group 01632 960777');
    expect(page.body).toContain(`${personPath}/meeting?about=t2`);
  }
});
