/**
 * A carer is a person with a referral of their own (issue 6 item 9). `RelatedPerson.relationship` beside the request of the one
 * who is referred, and topic of a Communication of kind `linked`: who the other one is to them.
 */
export const relationships = {
  'cared-for': 'Whom the person who is referred cares for',
  carer: 'Who cares for the person who is referred',
} as const;
export type Relationship = keyof typeof relationships;

/** The same, as the other one sees it. */
export const seenFromOther: Readonly<Record<Relationship, Relationship>> = { 'cared-for': 'carer', carer: 'cared-for' };

export const isRelationship = (code: string | undefined): code is Relationship =>
  code !== undefined && Object.hasOwn(relationships, code);
