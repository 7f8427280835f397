/**
 * What a place offers so that everybody can take part, and the words by which the hub knows it in a directory. Codes of
 * `systems.directoryAccess`. What is not said is unknown: it never counts as there.
 */
export const accessFacts = {
  'step-free': {
    display: 'Step-free',
    words: ['step-free', 'step free', 'wheelchair*', 'level access', 'ramp*', 'no steps'],
  },
  toilet: { display: 'Accessible toilet', words: ['accessible toilet*', 'disabled toilet*', 'changing places'] },
  'hearing-loop': { display: 'Hearing loop', words: ['hearing loop*', 'induction loop*'] },
  bsl: { display: 'Sign language (BSL)', words: ['bsl', 'british sign language', 'sign language'] },
  parking: { display: 'Parking for disabled people', words: ['disabled parking', 'blue badge', 'accessible parking'] },
  'guide-dog': { display: 'Assistance dogs welcome', words: ['assistance dog*', 'guide dog*'] },
  'dementia-friendly': { display: 'Dementia friendly', words: ['dementia friendly', 'dementia-friendly'] },
  interpreter: { display: 'Interpreter', words: ['interpreter*', 'translation'] },
  'fetches-people': {
    display: 'Fetches people from home',
    words: ['transport provided', 'transport available', 'we can collect', 'minibus', 'pick-up', 'lifts available'],
  },
} as const;
export type AccessFact = keyof typeof accessFacts;

export const isAccessFact = (code: unknown): code is AccessFact =>
  typeof code === 'string' && Object.hasOwn(accessFacts, code);
