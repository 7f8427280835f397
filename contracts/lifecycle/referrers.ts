/**
 * What a referrer hears of its own requests: `outcome` how they went and ended, in codes, as a practice needs it for the
 * person's record; `status` a receipt with the reference, and whether it is under way, declined or over.
 */
export type Hears = 'outcome' | 'status';

interface ReferrerKindEntry {
  readonly display: string;
  /** SNOMED CT codes that say the same: UK Core value set SourceOfServiceRequest 1.2.0, expansion of the UK edition. */
  readonly snomed: readonly string[];
}

/**
 * Kinds of referrer: codes of our own system, because SNOMED knows neither council officers nor groups. A sender puts one of
 * them, or a SNOMED code, into UK Core's extension SourceOfServiceRequest of its ServiceRequest (standards.md 6).
 */
export const referrerKinds = {
  practice: {
    display: 'GP practice',
    snomed: ['108161000000109', '185359002', '276491000', '2021000124102'],
  },
  professional: {
    display: 'Another health or care professional',
    snomed: [
      ...['309014007', '312357002', '185360007', '185361006', '2031000124104', '1079521000000104', '200181000000100'],
      ...['185362004', '1077191000000103', '1077201000000101', '835221000000101', '200171000000102', '185363009'],
      ...['1052681000000105', '1065401000000101', '1066021000000105', '2051000124106', '185365002', '185366001'],
      ...['185368000', '185369008', '185370009', '1033551000000109'],
    ],
  },
  'council-officer': { display: 'Council officer', snomed: [] },
  group: { display: 'Voluntary or community group', snomed: [] },
  'friend-or-relative': { display: 'Friend, relative or carer', snomed: ['185373006', '1065391000000104'] },
  self: { display: 'The person', snomed: ['310434002', '1991000124105', '306098008'] },
} as const satisfies Record<string, ReferrerKindEntry>;
export type ReferrerKind = keyof typeof referrerKinds;

export const isReferrerKind = (code: string): code is ReferrerKind => Object.hasOwn(referrerKinds, code);
