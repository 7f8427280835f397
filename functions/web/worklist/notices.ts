import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { isConfirmed, standingIn } from '../../domain/circumstance/circumstances.ts';
import { contactProhibited } from '../../domain/parties.ts';
import type { Referral } from '../../domain/referral.ts';
import { unreadNotes } from '../../domain/said/correspondence.ts';
import { needsPersonFirst } from '../../domain/said/person-first.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { notices: says } = words.worklist;

/** What anybody must know before they do anything for this person. */
export const noticesFor = (referral: Referral): Html | undefined => {
  const all = [
    ...(contactProhibited(referral) ? [says.prohibited] : []),
    ...(needsPersonFirst(referral) ? [says.personFirst] : []),
    ...(unreadNotes(referral).length > 0 ? [says.unreadNote] : []),
    ...standingIn(referral).map((report) =>
      isConfirmed(report)
        ? says.confirmed(circumstances[report.circumstance].display)
        : says.reported(circumstances[report.circumstance].display),
    ),
  ];
  return all.length === 0
    ? undefined
    : html`<ul class="app-stop">${[...new Set(all)].map((one) => html`<li><strong>${one}</strong></li>`)}</ul>`;
};
