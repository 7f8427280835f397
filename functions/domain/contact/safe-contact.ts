import type { ContactPoint, Extension, Patient, PatientContact } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import type { Refusal } from '../result.ts';
import { contactKeys } from './contact-key.ts';

/** What nobody said is unknown, and unknown is not safe: the link worker rings first. DESIGN 4, safe contact. */
const safeties = ['safe', 'not-safe', 'unknown'] as const;
type Safety = (typeof safeties)[number];
const answers = ['yes', 'no', 'unknown'] as const;
type Answer = (typeof answers)[number];

interface Channel {
  readonly system: ContactPoint['system'] | undefined;
  readonly value: string;
  readonly safety: Safety;
}

/** How a person may be reached. The FHIR form is in contracts/fhir/README.md. */
interface SafeContact {
  /** Best first. */
  readonly channels: readonly Channel[];
  /** When, in the words in which it was agreed. */
  readonly times: readonly string[];
  readonly voicemail: Answer;
  readonly post: Answer;
  /** Whether messages to the person may say with which group and where. */
  readonly naming: Answer;
  /** Through whom. */
  readonly through: readonly string[];
  /** The words that there is no way to reach the person, and what to do instead. */
  readonly none: string | undefined;
}

/** The parts of the extension, and the type of each. */
const parts = {
  times: 'text',
  voicemail: 'answer',
  post: 'answer',
  naming: 'answer',
  through: 'text',
  noChannel: 'text',
} as const;
type Part = keyof typeof parts;

const among = <T extends string>(codes: readonly T[], code: string | undefined): T | undefined =>
  codes.find((c) => c === code);

/** What one entry says for itself; what stands for its number is in `meansOfContact`. */
export const safetyOf = (channel: ContactPoint): Safety => {
  const said = channel.extension?.filter((e) => e.url === extensions.contactSafety).map((e) => e.valueCode) ?? [];
  // Said twice: the more careful one stands.
  if (said.includes('not-safe')) return 'not-safe';
  return said.length > 0 && said.every((code) => code === 'safe') ? 'safe' : 'unknown';
};

/** "Self", in the code system of R4 for roles. */
const self = { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'ONESELF' };

/** BaRS has the person's own numbers in a contact that is the person (standards.md 5.7); one that names nobody is that too. */
export const isSelf = ({ relationship, name, organization }: PatientContact): boolean =>
  relationship === undefined
    ? name === undefined && organization === undefined
    : relationship.some((r) => r.coding?.some((c) => c.system === self.system && c.code === self.code));

/** One channel, as it was sent, and what was said of it. */
interface Means {
  readonly point: ContactPoint;
  readonly safety: Safety;
  /** Somebody looked: what is then unknown was said to be unknown. */
  readonly isSaid: boolean;
  /** Somebody could use it now. */
  readonly isCurrent: boolean;
}

interface MeansOfContact {
  /** The person's own, wherever FHIR has them. */
  readonly own: readonly Means[];
  /** Those of whoever else is named. */
  readonly others: readonly Means[];
}

/** Where entries that are one number or address say different things, the more careful one stands for all of them. */
const readerOf = (points: readonly ContactPoint[]): ((point: ContactPoint) => Means) => {
  const isSaid = ({ extension }: ContactPoint): boolean =>
    extension?.some((e) => e.url === extensions.contactSafety) ?? false;
  const keysCalled = (safety: Safety): Set<string> =>
    new Set(points.filter((p) => isSaid(p) && safetyOf(p) === safety).flatMap(({ value }) => contactKeys(value)));
  const [notSafe, unknown] = [keysCalled('not-safe'), keysCalled('unknown')];
  const standing = (point: ContactPoint): Safety => {
    const keys = contactKeys(point.value);
    if (keys.some((key) => notSafe.has(key))) return 'not-safe';
    return keys.some((key) => unknown.has(key)) ? 'unknown' : safetyOf(point);
  };
  return (point) => ({
    point,
    safety: standing(point),
    isSaid: isSaid(point),
    isCurrent: point.use !== 'old' && (point.value ?? '').trim() !== '',
  });
};

/** Every channel of a Patient in the order in which it was sent: the one reading of FHIR's two places for them. */
export const meansOfContact = ({ telecom = [], contact = [] }: Patient): MeansOfContact => {
  const telecomOf = (contacts: readonly PatientContact[]) => contacts.flatMap((c) => c.telecom ?? []);
  const own = [...telecom, ...telecomOf(contact.filter(isSelf))];
  const others = telecomOf(contact.filter((c) => !isSelf(c)));
  const means = readerOf([...own, ...others]);
  return { own: own.map(means), others: others.map(means) };
};

/** All of them, the person's own first. */
export const channelsOf = (patient: Patient): Means[] => {
  const { own, others } = meansOfContact(patient);
  return [...own, ...others];
};

const byRank = ({ point: a }: Means, { point: b }: Means): number =>
  (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER);

/**
 * How a Patient may be reached now: the person's own channels by `rank`, those without one last, in the order in which they
 * were sent; old and empty ones left out. What nobody said is `unknown`, what was said twice differently is the careful one.
 */
export const safeContactOf = (patient: Patient): SafeContact => {
  const all = (patient.extension ?? [])
    .filter((e) => e.url === extensions.safeContact)
    .flatMap((e) => e.extension ?? []);
  const texts = (part: Part) => all.filter((e) => e.url === part).flatMap((e) => e.valueString ?? []);
  const answer = (part: Part): Answer => {
    const said = all.filter((e) => e.url === part).map((e) => among(answers, e.valueCode) ?? 'unknown');
    return said.includes('no') ? 'no' : said.length > 0 && said.every((a) => a === 'yes') ? 'yes' : 'unknown';
  };
  return {
    channels: meansOfContact(patient)
      .own.filter(({ isCurrent }) => isCurrent)
      .sort(byRank)
      .map(({ point, safety }) => ({ system: point.system, value: point.value ?? '', safety })),
    times: texts('times'),
    voicemail: answer('voicemail'),
    post: answer('post'),
    naming: answer('naming'),
    through: texts('through'),
    none: texts('noChannel')[0],
  };
};

/** Words about safety that nobody could read must not be taken for silence. */
export const safeContactFaults = (patient: Patient): Refusal[] => {
  const faults: Refusal[] = [];
  const look = (telecoms: readonly ContactPoint[] | undefined, at: string): void => {
    telecoms?.forEach((telecom, i) => {
      telecom.extension?.forEach((extension, j) => {
        if (extension.url !== extensions.contactSafety || among(safeties, extension.valueCode)) return;
        const expression = `${at}.telecom[${i}].extension[${j}].value`;
        faults.push({ code: 'unknown-code', expression, diagnostics: `Must be one of: ${safeties.join(', ')}.` });
      });
    });
  };
  look(patient.telecom, 'Patient');
  patient.contact?.forEach((contact, i) => {
    look(contact.telecom, `Patient.contact[${i}]`);
  });
  patient.extension?.forEach((extension, i) => {
    if (extension.url !== extensions.safeContact) return;
    const at = `Patient.extension[${i}]`;
    if (!extension.extension) faults.push({ code: 'invalid-value', expression: at, diagnostics: 'Must have parts.' });
    extension.extension?.forEach((part, j) => {
      const fault = faultOf(part);
      if (fault) faults.push({ ...fault, expression: `${at}.extension[${j}]` });
    });
  });
  return faults;
};

const faultOf = (part: Extension): Refusal | undefined => {
  const kind = Object.entries(parts).find(([name]) => name === part.url)?.[1];
  if (kind === undefined) {
    return { code: 'invalid-value', diagnostics: `The parts are: ${Object.keys(parts).join(', ')}.` };
  }
  if (kind === 'text') {
    return part.valueString ? undefined : { code: 'invalid-value', diagnostics: 'Must be a valueString.' };
  }
  return among(answers, part.valueCode)
    ? undefined
    : { code: 'unknown-code', diagnostics: `Must be a valueCode, one of: ${answers.join(', ')}.` };
};
