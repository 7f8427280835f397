import { base } from './systems.ts';

export type About = 'sharing' | 'telling' | 'knowing' | 'measuring';

/** In which words a person was asked. Changed words are a new entry: what was agreed in the old ones stands. */
interface Wording {
  /** First and last calendar day on which somebody may be asked in these words, `YYYY-MM-DD`, England; no last: still. */
  readonly from: string;
  readonly until?: string;
  /** What these words are about: a request to an organisation, or one of lifecycle/permission-purposes.ts. */
  readonly about: About;
  readonly says: string;
}

/** By version, as it stands in `Consent.policy.uri` after `wordingBase`. An area that has its own words adds them here. */
const wordings: Readonly<Record<string, Wording>> = {
  'sharing-1': {
    from: '2026-01-01',
    about: 'sharing',
    says: 'The Community Wellbeing Service may tell {organisation} about me so that they can offer me {activity}. They hear what I want to be called, how to reach me if I say so, and what they need to do so that I can take part. Nobody else hears it. I can say no, now or later: then they are told to stop and to destroy what they have, and the service still helps me.',
  },
  'telling-1': {
    from: '2026-01-01',
    about: 'telling',
    says: 'The Community Wellbeing Service may tell {organisation}, who asked it to help me, how it goes and how it ended, as far as the agreement with them goes. I can say no, now or later: then they are told nothing more, and the service still helps me.',
  },
  'knowing-1': {
    from: '2026-11-22',
    about: 'knowing',
    says: 'The Community Wellbeing Service may tell {organisation}, who asked it to help me, that it already knows me. They hear that and nothing else: not who else asked, not what for, not how it goes. I can say no, now or later, and the service still helps me.',
  },
  'measuring-1': {
    from: '2026-01-01',
    about: 'measuring',
    says: 'The Community Wellbeing Service may let {organisation} ask me how I am, and {organisation} passes my answers on to the service as numbers. It is told nothing of me by the service but a reference. I can say no, now or later: then it passes on nothing more, and the service still helps me.',
  },
};

export const wordingBase = `${base}/wording/`;

/** The version that a URI names, and its entry; undefined: none of ours. */
export const wordingOf = (uri: string | undefined): Wording | undefined => {
  const version = uri?.startsWith(wordingBase) ? uri.slice(wordingBase.length) : '';
  return Object.hasOwn(wordings, version) ? wordings[version] : undefined;
};

/** Whether somebody may have been asked in these words on that calendar day. */
export const isInUse = ({ from, until = '9999-12-31' }: Wording, day: string): boolean => from <= day && day <= until;

/** The words in use today, for those who ask. */
export const wordingToday = (day: string, about: About): string =>
  Object.entries(wordings).findLast(([, wording]) => wording.about === about && isInUse(wording, day))?.[0] ?? '';
