import type { RefusalKind } from './refusal-kind.ts';

/** What keeps a person from being made known to a partner: DESIGN 4 (permission), issue 6 (risks, people under 18). */
export const refusalsOfPermission = {
  'permission-missing': {
    status: 422,
    issue: 'business-rule',
    says: 'No permission of the person for this group and purpose is recorded.',
  },
  'permission-incomplete': {
    status: 422,
    issue: 'required',
    says: 'A permission or objection says who decided, who wrote it down, when, for whom and in which wording.',
  },
  'may-not-decide': {
    status: 422,
    issue: 'business-rule',
    says: 'Whoever decided may not decide this for the person, or it is not said on what basis they did.',
  },
  'risks-not-considered': {
    status: 422,
    issue: 'required',
    says: 'Somebody must say, by name, that the risks were considered for the setting in which this partner meets the person.',
  },
  'not-suitable': {
    status: 422,
    issue: 'business-rule',
    says: 'The risks were considered: the person is not to be met in this setting.',
  },
  'setting-not-considered': {
    status: 422,
    issue: 'business-rule',
    says: 'The risks were not considered for a meeting at home; please ask the link worker first.',
  },
  'not-checked-for-minors': {
    status: 422,
    issue: 'business-rule',
    says: 'People under 18 go only to organisations that were checked for it.',
  },
} as const satisfies Record<string, RefusalKind>;
