import { type AccessFact, accessFacts, isAccessFact } from '../../contracts/directory/access.ts';
import type { Entry } from '../../functions/domain/directory/entry.ts';
import type { Service } from '../directory/profile.ts';

/** What a public directory says of the one service of a group. Where it says nothing, nothing is known: nobody guesses. */
export interface Practical {
  /** Pounds; 0 is free. */
  readonly cost?: number;
  /** In the words of the directory, which are English. */
  readonly costWords?: string;
  readonly access: readonly AccessFact[];
}

/** Of what there is for staff to know, what somebody wants to know before they go. */
const wanted: readonly AccessFact[] = Object.keys(accessFacts).filter(isAccessFact);

const costOf = ({ cost_options: [first] = [], fees }: Service): Pick<Practical, 'cost' | 'costWords'> => {
  const words = first?.amount_description ?? first?.option ?? fees;
  return {
    ...(first?.amount === undefined ? {} : { cost: first.amount }),
    ...(words === undefined ? {} : { costWords: words }),
  };
};

export const practicalOf = (entry: Pick<Entry, 'access'>, service: Service | undefined): Practical => ({
  ...(service ? costOf(service) : {}),
  access: wanted.filter((fact) => entry.access.includes(fact)),
});
