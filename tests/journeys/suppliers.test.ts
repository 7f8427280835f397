import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenOf } from './caller.ts';
import { readHttpFile, runHttpFile } from './http-file.ts';
import { type JourneyHub, startJourneys } from './hub.ts';

const file = new URL('../../contracts/suppliers/referral.http', import.meta.url);

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

test('the requests for suppliers run as they are printed, and answer what is said beside them', async () => {
  const read = readHttpFile(file);
  expect(read.variables.hub).toBe('http://127.0.0.1:8080');
  const token = await tokenOf(hub, 'churchdown-surgery');
  const done = await runHttpFile(read, { hub: hub.url, token });
  const said = read.requests.map(({ title }) => ({ title, status: Number(/Answers (\d{3})\b/.exec(title)?.[1]) }));
  expect(done.map(({ title, status }) => ({ title, status }))).toEqual(said);
  const [tried, sent, again] = done.map(({ text }) => text);
  expect(JSON.parse(tried ?? '').issue.map((i: { severity: string }) => i.severity)).not.toContain('error');
  expect(again).toBe(sent);
  const byFocus = done.find(({ title }) => title.startsWith('The Task that the hub made'));
  expect(JSON.parse(byFocus?.text ?? '').entry).toMatchObject([
    { resource: { resourceType: 'Task', status: 'requested' } },
  ]);
});

test('the requests for coordinators run as they are printed, and answer what is said beside them', async () => {
  const read = readHttpFile(new URL('../../contracts/coordinators/coordinator.http', import.meta.url));
  const [token, practice] = [await tokenOf(hub, 'wellbeing-service'), await tokenOf(hub, 'churchdown-surgery')];
  // Those for suppliers sent the same example, under the same identifier.
  const [first] = read.requests;
  const another = { ...first, body: first?.body?.replaceAll('2026-000124', '2026-000924') } as typeof first;
  const requests = read.requests.map((request) => (request === first && another ? another : request));
  const done = await runHttpFile({ ...read, requests }, { hub: hub.url, token, practice });
  const said = requests.map(({ title }) => ({ title, status: Number(/Answers (\d{3})\b/.exec(title)?.[1]) }));
  expect(
    done.map(({ title, status }) => ({ title, status })),
    JSON.stringify(done.at(-1)),
  ).toEqual(said);
});

test('the address of the page about an error is an answer of this hub', async () => {
  const token = await tokenOf(hub, 'churchdown-surgery');
  const response = await fetch(`${hub.url}/FHIR/R4/Task?colour=red`, {
    headers: { authorization: `Bearer ${token}`, 'nhsd-end-user-organisation': 'L99901' },
  });
  const { issue } = JSON.parse(await response.text());
  const [{ valueUrl }] = issue[0].details.extension;
  const page = await fetch(valueUrl);
  expect([valueUrl, page.status]).toEqual([`${hub.url}/errors/unknown-parameter`, 200]);
  // What the gateway refuses itself says it too.
  const nobody = await (await fetch(`${hub.url}/FHIR/R4/Task`)).json();
  expect(nobody).toMatchObject({
    issue: [{ details: { extension: [{ valueUrl: `${hub.url}/errors/not-signed-in` }] } }],
  });
});
