import { isDeepStrictEqual } from 'node:util';
import type { Area } from '../../contracts/areas/area.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../domain/coding.ts';
import { isReminderMessage } from '../domain/owed/reminders.ts';
import { coordinatorOf, respondentOf } from '../domain/parties.ts';
import { polls } from '../domain/reach.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { answeredByHand } from '../domain/request/answers-to.ts';
import { isForReferrer } from '../domain/said/correspondence.ts';
import { mostTries } from '../usecases/most-tries.ts';
import type { Ledger, Loaded, Participant, Participants } from '../usecases/ports.ts';
import { openedByCompanions } from './companion-rows.ts';
import { keepPerson } from './keep-person.ts';
import { linkIdOf } from './link-id.ts';
import type { LinkRows } from './link-rows.ts';
import { type OpenedBy, openedBy } from './organiser-rows.ts';
import type { ReferenceRows } from './reference-rows.ts';
import { type Row, shownNames } from './row.ts';
import { changesOf, type How, surplusOf } from './row-changes.ts';
import type { RowStore, RowWrite } from './row-store.ts';
import { rowsOf } from './rows.ts';
import type { SamePersonRows } from './same-person-rows.ts';
import { seenBy, versionsAfter } from './seen-versions.ts';

export interface ProjectionPorts {
  readonly ledger: Ledger;
  readonly rows: RowStore;
  readonly references: ReferenceRows;
  readonly links: Pick<LinkRows, 'keep'>;
  /** Whose referrals are of one person; the function that projects, and an operator, keep it. */
  readonly people?: Pick<SamePersonRows, 'keep'>;
  readonly participants: Participants;
  /** The order of ways: who fetches first is sent nothing. */
  readonly area: Pick<Area, 'ways'>;
  /** Has versions told that no row has seen, before rows say that they have: of whoever projects without the stream, which tells what it brings. */
  readonly missed?: (what: { readonly referral: string; readonly versions: readonly number[] }) => Promise<unknown>;
}

/** The version that the rows now show. */
export interface Projection extends Pick<Loaded, 'referral' | 'head'> {
  /** Rows that were not as they should be. */
  readonly written: number;
}

/** What of a referral's rows is not as its ledger says. */
export interface Comparison extends Pick<Loaded, 'referral' | 'head'> {
  readonly standing: readonly Row[];
  readonly changes: readonly RowWrite[];
  /** Rows of nobody. */
  readonly surplus: readonly Row[];
  /** What organisers may open of it. */
  readonly links: readonly OpenedBy[];
}

/**
 * The rows are read before the ledger: a row that is newer than the ledger read after it is broken, not early, and is
 * put right. undefined: there is no such ledger.
 */
export const compareReferral =
  (ports: Omit<ProjectionPorts, 'references' | 'links' | 'missed'>) =>
  async (referral: string, how: How = 'following'): Promise<Comparison | undefined> => {
    const standing = await ports.rows.read(referral);
    const loaded = await ports.ledger.load(referral);
    if (!loaded) return undefined;
    const hasOrganiser = await organisersOf(ports.participants, loaded.referral);
    const own = standing.find(({ sk }) => sk === coordinatorOf(loaded.referral));
    const wanted = rowsOf(loaded.referral, {
      reaches: await reachableFrom(ports, loaded.referral),
      known: await knownTo(ports.participants, loaded, own),
      own,
      standing: new Map(standing.filter((r) => r.message).map((r) => [r.sk, r.polled ?? false])),
      webhooks: {
        since: await hookedSince(ports.participants, loaded.referral),
        wanted: (organisation) => standing.find(({ sk }) => sk === organisation)?.wanted,
      },
      hasOrganiser,
    });
    const changes = changesOf(loaded.referral, standing, wanted, how);
    const { referral: state, head } = loaded;
    const links = [...openedBy(loaded.referral, hasOrganiser), ...openedByCompanions(loaded.referral)];
    return { referral: state, head, standing, changes, links, surplus: surplusOf(standing, wanted) };
  };

/**
 * Makes every row of a referral what its ledger says: the only projection there is. A rebuild and a reconcile call it
 * too; rows that are right are not written, and what happened (told, outcome, lease) is not among what it writes. A row that
 * another projection or a delivery wrote in between is left to a second look.
 */
export const projectReferral =
  (ports: ProjectionPorts) =>
  async (referral: string, how: How = 'whole'): Promise<Projection | undefined> => {
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const compared = await compareReferral(ports)(referral, how);
      if (!compared) return undefined;
      await tellMissed(ports, compared);
      // Before its rows: where they stand the reference stands, also where the function broke off in between.
      if (!isReferenceKept(compared, how)) await ports.references.keep(compared.referral.reference, referral);
      await keepPerson(ports, compared, how);
      const links = how === 'whole' ? compared.links : compared.links.filter((link) => isToKeep(compared, link));
      await Promise.all(links.map((link) => ports.links.keep(linkIdOf(link.name), { referral, ...link })));
      const [wrote] = await Promise.all([
        Promise.all(inOrder(compared.changes).map((lane) => writeEach(ports.rows, lane))),
        ...compared.surplus.map((row) => ports.rows.remove(row)),
      ]);
      if (wrote.every((isWritten) => isWritten))
        return { referral: compared.referral, head: compared.head, written: compared.changes.length };
    }
    throw new Error('The rows of a referral were written by others too often');
  };

/** Rows that are gone say nothing of what was told; nor is anything missed where a row only lies at another place by now. */
const tellMissed = async ({ missed }: ProjectionPorts, { referral, standing, changes }: Comparison): Promise<void> => {
  if (!missed || standing.length === 0 || !changes.some(saysAnother)) return;
  const versions = versionsAfter(seenBy(standing), referral.version);
  if (versions.length > 0) await missed({ referral: referral.id, versions });
};

const saysAnother = ({ from, set }: RowWrite): boolean =>
  shownNames.some((name) => !isDeepStrictEqual(from?.item[name], set[name]));

/** Its row stands since it was last kept, and neither the meeting nor who organises it has changed: nothing is asked anew with every version. */
const isToKeep = ({ standing, changes }: Comparison, { row, version }: OpenedBy): boolean =>
  changes.some(({ sk }) => sk === row) || version > (standing.find(({ sk }) => sk === row)?.version ?? 0);

/** With its first rows a referral got its short reference. */
const isReferenceKept = ({ standing }: Comparison, how: How): boolean => how === 'following' && standing.length > 0;

/** Messages to one organisation, the older first; every other row by itself. */
const inOrder = (changes: readonly RowWrite[]): RowWrite[][] => {
  const sorted = [...changes].sort((a, b) => a.sk.localeCompare(b.sk));
  return [...Map.groupBy(sorted, ({ sk }) => sk.replace(/#M#\d+$/, '#M')).values()];
};

/** A sender that looks in between must not see a message without the one before it. false: somebody else wrote one of them. */
const writeEach = async (rows: Pick<RowStore, 'write'>, lane: readonly RowWrite[]): Promise<boolean> => {
  for (const change of lane) if ((await rows.write(change)).kind !== 'written') return false;
  return true;
};

const reachableFrom = async (
  { participants, area }: Pick<ProjectionPorts, 'participants' | 'area'>,
  referral: Referral,
): Promise<(organisation: string) => boolean> => {
  const told = referral.communications
    .filter((c) => isForReferrer(c, referral) || isReminderMessage(c, referral))
    .map((c) => organisationOf(c.recipient?.[0]));
  const codes = [...new Set([coordinatorOf(referral), ...told].filter((code) => code !== undefined))];
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  const reached = new Set(found.flatMap((p) => (p && isSentTo(area, p) ? [p.organisation] : [])));
  // What a person tells is nobody's to fetch.
  const byHand = answeredByHand(referral.task) !== undefined ? respondentOf(referral) : undefined;
  return (organisation) => reached.has(organisation) || organisation === byHand;
};

/** Everybody but who is to fetch first. How things stand goes to a coordinator's endpoint, and no other way. */
const isSentTo = ({ ways }: Pick<Area, 'ways'>, by: Participant): boolean =>
  by.kind === 'coordinator' ? by.endpoint !== undefined : !polls(ways, by);

/**
 * What the software behind the coordinator's endpoint did itself, and was answered: by the requests of the last days. What was
 * under way to it meanwhile may have come after that answer, and is older. And a lost answer is healed by what comes next, for which
 * an open referral has a deadline; after its end nothing need come.
 */
const knownTo = async (
  participants: Participants,
  { referral, seen }: Loaded,
  row: Row | undefined,
): Promise<(version: number) => boolean> => {
  const coordinator = coordinatorOf(referral);
  const client = coordinator && (await participants.organisation(coordinator))?.endpoint?.client;
  if (client === undefined || isTerminal(statusOf(referral.task))) return () => false;
  const own = seen.filter((one) => one.answered && one.client === client && one.organisation === coordinator);
  const versions = new Set(own.filter(({ at }) => at > (row?.lastTried ?? '')).map(({ version }) => version));
  return (version) => versions.has(version);
};

/** Those of its partners and companions that have a human to whom links go. */
const organisersOf = async (
  participants: Participants,
  { onward, companions }: Referral,
): Promise<(organisation: string) => boolean> => {
  const tasks = [...onward.map(({ task }) => task), ...companions];
  const codes = [...new Set(tasks.map(({ owner }) => organisationOf(owner)).filter((code) => code !== undefined))];
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  const known = new Set(found.flatMap((p) => (p?.organiser ? [p.organisation] : [])));
  return (organisation) => known.has(organisation);
};

const hookedSince = async (
  participants: Participants,
  { onward }: Referral,
): Promise<(organisation: string) => string | undefined> => {
  const codes = [...new Set(onward.map(({ task }) => organisationOf(task.owner)).filter((code) => code !== undefined))];
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  const since = new Map(found.map((p) => [p?.organisation ?? '', p?.webhook?.since]));
  return (organisation) => since.get(organisation);
};
