import { filled } from '../../../contracts/notify/templates.ts';
import { messageToPerson } from '../../../mappings/person/notification.ts';
import type { Referral } from '../../domain/referral.ts';
import { planOf } from '../../domain/to-person/plan.ts';
import { mustArrive, type Row } from '../../views/row.ts';
import { words } from '../words/words.ts';
import type { NameOf } from '../worklist/organisation-names.ts';

const { training: says } = words;

/** One message that was tried and went nowhere. */
export interface WouldHaveGone {
  readonly at: string;
  readonly to: string;
  readonly lines: readonly string[];
}

interface Known {
  readonly referral: Referral;
  readonly service: { readonly telephone: string };
  readonly nameOf: NameOf;
}

/** Word by word, as it is planned for the moment at which it was tried. */
const toPerson = ({ referral, service, nameOf }: Known, message: string, at: string): Omit<WouldHaveGone, 'at'> => {
  const plan = planOf(referral, message, at);
  if (plan.kind !== 'send') return { to: says.notNow, lines: [] };
  const { template, personalisation } = messageToPerson({ ...plan, referral, service, nameOf });
  const { channel, to } = plan.means;
  const text = filled(template, channel, personalisation);
  const lines = text ? ['subject' in text ? text.subject : undefined, text.body] : [];
  return {
    to: says.toPerson(says.channels[channel], to.join(', ')),
    lines: lines.filter((line) => line !== undefined),
  };
};

const toOrganisation = (
  { referral, nameOf }: Known,
  { organisation, message, link }: Row,
): Omit<WouldHaveGone, 'at'> => {
  const said = referral.communications.find(({ id }) => id === message);
  const payload = (said?.payload ?? []).flatMap(({ contentString }) => contentString ?? []);
  return { to: says.to(nameOf(organisation)), lines: link === undefined ? [says.software, ...payload] : [says.link] };
};

/** Of one referral, from its rows: what was tried. A row that nobody tried yet has its time still. Pure. */
export const wouldHaveGone = (known: Known, rows: readonly Row[]): WouldHaveGone[] =>
  rows.flatMap((row) => {
    const { lastTried: at, person } = row;
    if (at === undefined || row.wanted === undefined || !mustArrive(row)) return [];
    return [{ at, ...(person === undefined ? toOrganisation(known, row) : toPerson(known, person, at)) }];
  });
