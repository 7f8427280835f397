/** How much support somebody is offered at the least, least first. */
export const supportLevels = ['information', 'link-worker', 'companion', 'intensive'] as const;
export type SupportLevel = (typeof supportLevels)[number];

interface Segment {
  readonly display: string;
  /** Nobody in it is offered less. */
  readonly support: SupportLevel;
}

/**
 * Four quadrants of a service, by how able somebody feels to manage, and how much they have to (users.md S27): configuration, with the rules by
 * which people are put into one. Without a segment somebody is offered `unsegmented`, and nothing waits for it.
 */
export const thisSegments = {
  quadrants: {
    'able-little': { display: 'Feels able to manage, has little to manage', support: 'information' },
    'able-much': { display: 'Feels able to manage, has much to manage', support: 'link-worker' },
    'unsure-little': { display: 'Does not feel able yet, has little to manage', support: 'link-worker' },
    'unsure-much': { display: 'Does not feel able yet, has much to manage', support: 'companion' },
  },
  rules: {
    'pam-and-needs': 'Patient activation level 3 or 4 is able; two needs or more are much',
    conversation: 'As the link worker and the person saw it together',
  },
  unsegmented: 'link-worker',
  /** What a risk or a mark of unsafe contact adds, and never takes away. */
  flagged: 'companion',
} as const satisfies {
  readonly quadrants: Readonly<Record<string, Segment>>;
  readonly rules: Readonly<Record<string, string>>;
  readonly unsegmented: SupportLevel;
  readonly flagged: SupportLevel;
};

export type SegmentCode = keyof typeof thisSegments.quadrants;
export type SegmentRule = keyof typeof thisSegments.rules;

export const isSegment = (code: string | undefined): code is SegmentCode =>
  code !== undefined && Object.hasOwn(thisSegments.quadrants, code);
export const isSegmentRule = (code: string | undefined): code is SegmentRule =>
  code !== undefined && Object.hasOwn(thisSegments.rules, code);
