import { coordinator, dutyDesk, organisations } from '../county/organisations.ts';
import type { Ran } from '../run.ts';

/** So many people: what is asked of them all is the same. */
const most = 2;

/** Everybody asks for everything of some people, theirs or not; and asks badly, with words of the people in every place. */
export const askForEverything = async ({ county, told, marks }: Ran): Promise<void> => {
  const { clientOf } = county;
  const getAll = async (organisation: string, paths: readonly string[]): Promise<void> => {
    for (const path of paths) await clientOf(organisation).call({ method: 'GET', path, organisation });
  };
  const codes = organisations.map(({ code }) => code);
  const groups = organisations.filter(({ kind }) => kind === 'voluntary').map(({ code }) => code);
  const askAbout = async ({ sent, n }: Ran['told'][number]): Promise<void> => {
    if (!sent) return;
    const { id } = sent;
    const paths = [
      ...['Patient/p1', 'ServiceRequest/s1', 'Task/t1', 'Task/t2'].map((path) => path.replace('/', `/${id}.`)),
      ...[`Task/${id}.t1/_history`, `Communication?about=Task/${id}.t1`, `Task?identifier=${sent.reference}`],
    ].map((path) => `/FHIR/R4/${path}`);
    // Its own practice, the service, every group, who may read others where they say why, and one more of each kind by turns.
    const others = [n, n + 5].map((i) => codes[i % codes.length] ?? '');
    const asking = new Set([sent.organisation, coordinator, dutyDesk, ...groups, ...others]);
    await Promise.all(
      [...asking].map((organisation) => getAll(organisation, [...paths, `/partner/v1/invitations/${id}.t2`])),
    );
  };
  await Promise.all(told.slice(0, most).map(askAbout));
  const lists = ['/partner/v1/invitations', '/partner/v1/sessions?from=2026-01-01', '/FHIR/R4/Communication'];
  await Promise.all(groups.map((organisation) => getAll(organisation, lists)));
  await getAll(coordinator, ['/overdue', '/FHIR/R4/Task']);
  await askBadly({ clientOf, put: (where) => marks.put({ n: 0, by: 'nobody', where }) });
};

interface Badly extends Pick<Ran['county'], 'clientOf'> {
  readonly put: (where: string) => string;
}

/** What is refused is answered and logged: neither may say what was sent. */
const askBadly = async ({ clientOf, put }: Badly): Promise<void> => {
  const organisation = 'L99901';
  const practice = clientOf(organisation);
  // A field's name is said again only where it looks like one.
  const patient = {
    resourceType: 'Patient',
    [`${put('name of a field')} of hers`]: put('field'),
    name: [{ given: put('wrong type') }],
  };
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: patient, request: { method: put('method') } }],
  };
  const paths = [
    `/FHIR/R4/Task/${put('id')}`,
    `/FHIR/R4/Task?identifier=${put('value')}`,
    `/FHIR/R4/Task?${put('parameter')}=1`,
  ];
  for (const path of [...paths, `/FHIR/R4/${put('type')}/1`, `/${put('path')}`])
    await practice.call({ method: 'GET', path, organisation });
  for (const body of [bundle, patient, { ...bundle, type: put('type of Bundle') }, { [`${put('root')} of hers`]: 1 }])
    await practice.call({ method: 'POST', path: '/FHIR/R4', organisation, body });
  const group = clientOf('walking-group');
  const invitation = '/partner/v1/invitations/0123456789abcdefghjkmnpqrs.t2';
  for (const body of [{ reason: put('reason') }, { [`${put('name of a field')} of hers`]: 1 }])
    await group.call({ method: 'POST', path: `${invitation}/decline`, organisation: 'walking-group', body });
};
