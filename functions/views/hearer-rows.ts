import { roleOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { isForReferrer, isHearer, recipientOf } from '../domain/said/correspondence.ts';
import { heardList } from './keys.ts';
import type { Projected } from './row.ts';
import { lastHeardBy } from './seen-by.ts';

interface HearerRow extends Projected {
  readonly sk: string;
  readonly organisation: string;
}

/**
 * Where an organisation that takes no part finds that there are messages to it, and when the newest was written: nothing else of the
 * referral stands there, and no list of what anybody takes part in holds it.
 */
export const hearerRows = (referral: Referral): HearerRow[] => {
  const sentTo = referral.communications.filter((c) => isForReferrer(c, referral)).flatMap((c) => recipientOf(c) ?? []);
  return [...new Set(sentTo)]
    .filter((organisation) => roleOf(referral, organisation) === undefined && isHearer(referral, organisation))
    .map((organisation) => {
      const heard = lastHeardBy(referral, organisation) ?? '';
      const place = `${heard}#${referral.id}`;
      return {
        ...{ sk: organisation, organisation, roles: ['respondent'], heard },
        ...{ list: heardList(organisation), listed: place, changed: place },
      };
    });
};
