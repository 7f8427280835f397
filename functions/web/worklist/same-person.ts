import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../domain/coding.ts';
import { referrerOf } from '../../domain/parties.ts';
import { mayBeSaidKnown } from '../../domain/permission/say-known.ts';
import type { Referral } from '../../domain/referral.ts';
import { wasSent } from '../../domain/tasks/never-sent.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { actAddress, personAddress } from './addresses.ts';
import { type Found, foundBy } from './find-person.ts';
import type { NameOf } from './organisation-names.ts';
import type { Desk } from './staff-page.ts';

/** One person, asked for by two: each referral stays its own, and whoever rings knows of both. */
interface At extends Pick<Desk, 'ledger' | 'publicUrl' | 'samePerson'> {
  readonly person: { readonly organisation: { readonly organisation: string } };
  readonly request: { readonly principal: Pick<Desk['request']['principal'], 'actor'> };
}

/** Those that have ended are among them. */
const [mostShown, mostLookedAt] = [5, 30];

/** Where whoever sent this one is a professional, who may be told if the person says so. */
const sayKnown = (desk: Pick<At, 'publicUrl'>, referral: Referral): Html | undefined =>
  mayBeSaidKnown(referral)
    ? html`<p><a class="app-tap" href="${actAddress(desk, referral, 'say-known', 't1')}">${words.worklist.permission.known}</a></p>`
    : undefined;

export const otherOpenOnes = async (desk: At, { referral }: Found, named: NameOf): Promise<Html | undefined> => {
  const ids = await desk.samePerson(referral.patient, desk.person.organisation.organisation);
  const others: Html[] = [];
  for (const id of ids.filter((one) => one !== referral.id).slice(0, mostLookedAt)) {
    if (others.length === mostShown) break;
    const found = await foundBy(desk, id);
    if (!found || isTerminal(statusOf(found.referral.task)) || !wasSent(found.referral.task)) continue;
    others.push(
      html`<li><a href="${personAddress(desk, found.referral)}">${found.referral.reference}</a>, ${named(referrerOf(found.referral))}</li>\n`,
    );
  }
  return others.length === 0
    ? undefined
    : html`<div class="app-stop"><p><strong>${words.waiting.samePerson}</strong></p><ul>${others}</ul>${sayKnown(desk, referral)}</div>`;
};
