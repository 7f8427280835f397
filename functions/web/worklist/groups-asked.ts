import { isPartnerKind } from '../../domain/participant.ts';
import type { Desk } from './staff-page.ts';

/** As many referrals as one batch read takes. */
const mostLooked = 100;

type Names = Readonly<Record<string, string>>;

/** The groups that this coordinator has asked in what is open, by name: whoever was asked once need not be typed again. */
export const groupsAsked = async ({ next, participants, person }: Desk): Promise<Names> => {
  const { organisation } = person.organisation;
  const { items } = await next({ coordinator: organisation, wanted: () => true, from: 0, limit: mostLooked });
  const owners = items.flatMap(({ row }) => (row.tasks ?? []).filter(({ level }) => level === 'onward'));
  const codes = [...new Set(owners.flatMap(({ owner }) => owner ?? []))].filter((code) => code !== organisation);
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  return Object.fromEntries(
    found
      .filter((one) => one !== undefined)
      .filter(({ kind, active }) => active && isPartnerKind(kind))
      .map(
        ({ organisation: code, name, askDutyOwner }) =>
          [code, askDutyOwner ? `${name} (paused: ask the duty owner)` : name] as const,
      )
      .sort(([, a], [, b]) => a.localeCompare(b)),
  );
};
