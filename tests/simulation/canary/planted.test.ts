import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageStore } from '../../../infra/local/queues/message-store.ts';
import { openKept } from '../../../infra/local/state/kept.ts';
import { openEndpoint } from '../county/endpoint.ts';
import { openMailbox } from '../county/mailbox.ts';
import { organisations } from '../county/organisations.ts';
import { openReceiver } from '../county/webhook.ts';
import { keepMessages } from '../harness/kept-messages.ts';
import { leaksAmong } from '../judges/words-stay.ts';
import { type Channel, everyChannel } from './channels.ts';
import { keysIn } from './keys.ts';
import { leftBehind } from './left-behind.ts';
import { listeningFor } from './listening.ts';
import { newMarks } from './marks.ts';
import { type Witness, witnessOf } from './witness.ts';

const marks = newMarks();
/** Free text of the service's record: nobody but the service may read it. */
const mark = marks.put({ n: 0, by: 'CWS01', where: 'words of a conversation' });
const leak = `She said ${mark} on Tuesday`;
const covered = JSON.stringify({ body: gzipSync(leak).toString('base64') });

const leaksSeen = (witness: Witness): string[] =>
  leaksAmong(witness.sightings(), marks, () => ({
    referrer: 'L99901',
    asked: new Set(['walking-group', 'mens-shed', 'allotments']),
    ...{ called: new Set<string>(), opened: new Set<string>() },
  })).map((one) => one.split(':')[0] ?? '');

test.each(everyChannel)('a leak in %s is found and laid at the door of who got it', (channel) => {
  const witness = witnessOf(marks);
  witness.saw(channel, 'walking-group', covered);
  expect(leaksSeen(witness)).toEqual([`${channel} to walking-group`]);
  expect(witness.scanned(channel)).toEqual({ pieces: 1, bytes: covered.length });
});

test('words lie only where a tier lets them: of each channel, who may read what', () => {
  const put = (where: string) => marks.put({ n: 0, by: 'L99901', where });
  const called = put('Patient.name.given');
  const reason = marks.put({ n: 0, by: 'CWS01', where: 'reason for the partner' });
  const number = marks.number('07700 900123', { n: 0, by: 'L99901', where: 'safe telephone' });
  const readers = (channel: Channel, word: string): string[] => {
    const witness = witnessOf(marks);
    for (const { code } of organisations) witness.saw(channel, code, word);
    const leaks = leaksSeen(witness);
    return organisations.map(({ code }) => code).filter((code) => !leaks.includes(`${channel} to ${code}`));
  };
  const groups = ['walking-group', 'mens-shed', 'allotments'];
  expect(readers('answer', `He is called ${called}`)).toEqual(['L99901', 'CWS01', ...groups]);
  expect(readers('answer', `Ring ${number} in the evening`)).toEqual(['L99901', 'CWS01', 'mens-shed', 'allotments']);
  expect(readers('answer', `Wants ${reason} or so`)).toEqual(['CWS01', 'allotments']);
  for (const nobody of ['webhook', 'error', 'log', 'key', 'url', 'metric', 'event'] as const)
    expect(readers(nobody, `He is called ${called}`)).toEqual([]);
});

test('whoever is asked to call a person of others knows the number, on paper the name, and nothing else; why the glass was broken nobody at the service', () => {
  const put = (where: string, by = 'L99901') => marks.put({ n: 0, by, where });
  const number = marks.number('999 000 0018', { n: 0, by: 'L99901', where: 'NHS number' });
  const [name, city, why] = [
    put('Patient.name.family'),
    put('Patient.address.city'),
    put('words of a break-glass', 'safeguarding-desk'),
  ];
  const leaks = (channel: Channel, to: string, words: string): string[] => {
    const witness = witnessOf(marks);
    witness.saw(channel, to, words);
    const about = { referrer: 'L99901', asked: new Set<string>() };
    return leaksAmong(witness.sightings(), marks, () => ({
      ...{ ...about, called: new Set(['L99906']), opened: new Set(['safeguarding-desk']) },
    }));
  };
  for (const channel of ['document', 'endpoint'] as const)
    expect(leaks(channel, 'L99906', `It is ${number}`)).toEqual([]);
  expect(leaks('document', 'L99905', `It is ${number}`)).toHaveLength(1);
  expect(leaks('document', 'L99906', `She is ${name}`)).toEqual([]);
  expect(leaks('endpoint', 'L99906', `She is ${name}`)).toHaveLength(1);
  expect(leaks('document', 'L99906', `She lives in ${city}`)).toHaveLength(1);
  for (const words of [name, city, why]) expect(leaks('answer', 'safeguarding-desk', `It says ${words}`)).toEqual([]);
  expect(leaks('mail', 'safeguarding-desk', `It says ${name}`)).toHaveLength(1);
  for (const to of ['CWS01', 'L99901']) expect(leaks('answer', to, `Because ${why}`)).toHaveLength(1);
});

test('what was raised with the safeguarding desk is read there, and not by the service', () => {
  const said = marks.put({ n: 0, by: 'L99901', where: 'concern: what was said' });
  const witness = witnessOf(marks);
  for (const who of ['safeguarding-desk', 'CWS01', 'L99901']) witness.saw('concern', who, `She has ${said}`);
  witness.saw('answer', 'CWS01', `She has ${said}`);
  witness.saw('subject-access', 'person 0', `She has ${said}`);
  const door = ['concern to CWS01', 'concern to L99901', 'answer to CWS01', 'subject-access to person 0'];
  expect(leaksSeen(witness)).toEqual(door);
});

test('what came to the servers of an organisation is read with its address and headers', async () => {
  const witness = witnessOf(marks);
  const heard = listeningFor(witness);
  const props = { organisation: 'mens-shed', clock: Date.now, wrong: () => undefined };
  const endpoint = await openEndpoint({ ...props, hub: 'http://127.0.0.1:9', saw: heard.endpoint });
  const receiver = await openReceiver({ ...props, saw: heard.webhook });
  receiver.secret = 'whsec_AAAA';
  for (const { url } of [endpoint, receiver]) {
    await fetch(`${url}/a?b=${mark}`);
    await fetch(url, { method: 'POST', headers: { 'x-name': mark } });
    await fetch(url, { method: 'POST', body: covered });
  }
  await Promise.all([endpoint.stop(), receiver.stop()]);
  expect(leaksSeen(witness)).toEqual(['url to mens-shed', 'endpoint to mens-shed', 'webhook to mens-shed']);
  expect(witness.scanned('url').pieces).toBe(6);
});

test('what an organisation is answered is read with its headers, by the door that answered', () => {
  const witness = witnessOf(marks);
  const { answer, document } = listeningFor(witness);
  const organisation = 'L99903';
  answer({ organisation, path: '/FHIR/R4/Task/1' }, 200, '[]', covered);
  answer({ organisation, path: '/FHIR/R4/Task/1' }, 404, '[]', covered);
  answer({ organisation, path: '/overdue' }, 200, '[]', covered);
  answer({ organisation, path: '/safeguarding/v1/concerns' }, 201, JSON.stringify([['location', mark]]), covered);
  const letter = { to: 'X26STROUD', from: 'HUB', workflow: leak, localId: '1', body: covered };
  const empty = { exists: () => true, put: () => ({ ...letter, id: '1', at: 0 }), take: () => undefined };
  const lies = { ...letter, body: JSON.stringify({ entry: [], covered }), id: '1', at: 0 };
  openMailbox({ mailboxes: { ...empty, in: () => [lies] } }, 'X26STROUD', document).collect();
  const seen = ['answer', 'error', 'page', 'concern', 'url'].map((channel) => `${channel} to L99903`);
  expect(leaksSeen(witness).toSorted()).toEqual([...seen, 'document to L99906', 'name to L99906'].toSorted());
});

test('keys of items, of indexes, and the names of attributes are read', () => {
  const key = { AttributeName: 'pk', AttributeType: 'S' } as const;
  const plain = { pk: { S: 'R#1' } };
  const places = [
    keysIn({ TableName: 'views', AttributeDefinitions: [key] }, [{ pk: { S: `R#${mark}` } }]),
    keysIn({ TableName: 'views', AttributeDefinitions: [key] }, [{ pk: { B: Buffer.from(leak) } }]),
    keysIn({ TableName: 'views', AttributeDefinitions: [key] }, [{ ...plain, [mark]: { S: '1' } }]),
    keysIn({ TableName: 'views', GlobalSecondaryIndexes: [{ IndexName: mark }] }, [plain]),
  ];
  const found = places.map((text) => {
    const witness = witnessOf(marks);
    witness.saw('key', 'views', text);
    return witness.sightings().length;
  });
  expect(found).toEqual([1, 1, 1, 1]);
});

let data = '';
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'handover-planted-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

test('what a hub leaves in its folder is read: mail, queues, dead letters, events, logs, metrics, names of files', async () => {
  keepMessages(data);
  const kept = openKept(data);
  const queues = messageStore(kept.database);
  queues.add('arn:aws:sqs:eu:1:Delivery', covered, 0, 0);
  queues.add('arn:aws:sqs:eu:1:Events', JSON.stringify({ 'detail-type': 'accepted', covered }), 0, 0);
  queues.add('arn:aws:sqs:eu:1:Undeliverable', covered, 0, 0);
  kept.close();
  const mail = { id: '1', at: '', from: 'hub@nhs.net', to: ['reception@nhs.net'], subject: leak, text: 'Please read' };
  const attached = { name: `${mark}.pdf`, base64: Buffer.from(covered).toString('base64') };
  await writeFile(join(data, 'outbox.jsonl'), `${JSON.stringify({ ...mail, attached })}\n`);
  await mkdir(join(data, 'logs'));
  await writeFile(join(data, 'logs', 'fhir-api.log'), `{"message":"${leak}"}\n`);
  await writeFile(join(data, 'logs', 'chase.log'), `{"_aws":{},"reason":"${mark}"}\n`);
  await writeFile(join(data, `${mark}.json`), '{}');
  const witness = witnessOf(marks);
  await leftBehind(data, witness);
  expect(leaksSeen(witness).toSorted()).toEqual(
    [
      ...['mail to reception@nhs.net, outside its PDF', 'mail to reception@nhs.net', 'name to reception@nhs.net'],
      ...['name to files of the hub', 'log to logs/fhir-api.log', 'log to logs/chase.log', 'metric to logs/chase.log'],
      ...['queue to Delivery', 'event to Events', 'dead-letter to Undeliverable'],
    ].toSorted(),
  );
});
