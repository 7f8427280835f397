import { today } from '../domain/calendar.ts';
import type { Ask, Known } from '../domain/directory/ask.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { isCheckedForUnder18, whyNotAsked } from '../domain/participant.ts';
import type { Participants } from '../usecases/ports.ts';
import type { PartnerLoad } from '../views/partner-load.ts';
import type { Search } from './search.ts';

interface KnownPorts {
  readonly directory: Pick<Search, 'capacity'>;
  readonly participants: Pick<Participants, 'organisation'>;
}

/** What is known now beside the directory: room, and who takes no new requests. The register is read through its memory. */
export const knownNow = async (
  { directory, participants }: KnownPorts,
  entries: readonly Entry[],
  now: string,
): Promise<Known> => {
  const partners = [...new Set(entries.flatMap(({ partner }) => partner ?? []))];
  const standings = await Promise.all(partners.map((code) => participants.organisation(code)));
  const off = new Set(
    partners.filter((_, i) => {
      const standing = standings[i];
      return !standing || whyNotAsked(standing, today(now)) !== undefined;
    }),
  );
  const checked = new Set(
    partners.filter((_, i) => {
      const standing = standings[i];
      return standing !== undefined && isCheckedForUnder18(standing, today(now));
    }),
  );
  return {
    ...{ now, capacity: await directory.capacity(now), turn: now.slice(0, 16) },
    isChecked: ({ partner }) => partner !== undefined && checked.has(partner),
    isOff: ({ partner }) => partner !== undefined && off.has(partner),
  };
};

/** How many each group that could be asked was sent lately: of those that meet a need that is asked for, and of no other. */
export const loadNow = async (
  { load }: { readonly load: PartnerLoad },
  entries: readonly Entry[],
  { needs }: Ask,
  now: string,
): Promise<NonNullable<Known['load']>> => {
  const asked = entries.filter((entry) => entry.open && entry.needs.some((need) => needs.includes(need)));
  const sent = await load([...new Set(asked.flatMap(({ partner }) => partner ?? []))], now);
  return ({ partner }) => (partner === undefined ? 0 : (sent.get(partner) ?? 0));
};
