/** Who takes part. The first of each kind are the demo's, which every local hub knows; the rest is registered. */
interface Organisation {
  readonly code: string;
  readonly name: string;
  readonly kind: 'practice' | 'coordinator' | 'voluntary' | 'council';
  /** How much a group sees of a person; without one, as a new partner does. */
  readonly tier?: 'contact' | 'purpose';
}

const practice = (code: string, name: string): Organisation => ({ code, name, kind: 'practice' });
const group = (code: string, name: string, tier?: Organisation['tier']): Organisation => ({
  ...{ code, name, kind: 'voluntary' },
  ...(tier ? { tier } : {}),
});

export const coordinator = 'CWS01';

/** Reads what somebody raised because a person may not be safe; takes part in no referral. */
export const dutyDesk = 'safeguarding-desk';

/** The practice that has no endpoint: it is sent documents, to this MESH mailbox. */
export const byDocument = { organisation: 'L99906', mailbox: 'X26STROUD' } as const;

/** The one that has secure e-mail and nothing else. */
export const byMail = { organisation: 'L99907', address: 'reception@nhs.net' } as const;

/** What reads on paper has no server of its own. */
export const onPaper: readonly string[] = [byDocument.organisation, byMail.organisation];

/** The group whose software is told by a webhook; the others ask now and then. */
export const hooked = 'singers';

export const organisations: readonly [Organisation, ...Organisation[]] = [
  practice('L99901', 'Churchdown Surgery'),
  practice('L99902', 'Imjin Road Surgery'),
  practice('L99903', 'Hucclecote Surgery'),
  practice('L99904', 'Longlevens Surgery'),
  practice('L99905', 'Severnside Practice'),
  practice('L99906', 'Stroud Vale Practice'),
  practice('L99907', 'Coln Valley Practice'),
  { code: coordinator, name: 'Community Wellbeing Service', kind: 'coordinator' },
  group('walking-group', 'Tuesday Walking Group'),
  group('mens-shed', "Churchdown Men's Shed", 'contact'),
  group('allotments', 'Barnwood Allotments', 'purpose'),
  group('singers', 'Friday Singers', 'purpose'),
  { code: 'COU01', name: 'County Council', kind: 'council' },
];

interface Software {
  readonly client: string;
  readonly organisations: readonly string[];
  /** How far its clock is off, in seconds. The hub allows 30. */
  readonly skew: number;
}

/** Programs with a key of their own: suppliers of several practices, two teams of one service, groups. */
export const software: readonly Software[] = [
  { client: 'churchdown-surgery', organisations: ['L99901', 'L99902'], skew: -20 },
  { client: 'hucclecote-surgery', organisations: ['L99903'], skew: 25 },
  { client: 'gp-suite', organisations: ['L99904', 'L99905', 'L99906', 'L99907'], skew: 0 },
  { client: 'wellbeing-service', organisations: [coordinator], skew: 0 },
  { client: 'wellbeing-south', organisations: [coordinator], skew: 15 },
  { client: 'walking-group', organisations: ['walking-group'], skew: -25 },
  { client: 'mens-shed', organisations: ['mens-shed'], skew: 0 },
  { client: 'allotments', organisations: ['allotments'], skew: 10 },
  { client: 'singers', organisations: ['singers'], skew: 0 },
  { client: 'county-council', organisations: ['COU01'], skew: 0 },
  { client: dutyDesk, organisations: [dutyDesk], skew: 0 },
];

export const codesOf = (kind: Organisation['kind']): [string, ...string[]] => {
  const [first, ...rest] = organisations.filter((o) => o.kind === kind).map(({ code }) => code);
  if (first === undefined) throw new Error(`No ${kind} takes part`);
  return [first, ...rest];
};
