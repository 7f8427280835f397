import { extensions } from '../systems.ts';
import { askingPartner, permitting } from './asking.ts';
import type { ErrorPage } from './error-page.ts';

const suitable = askingPartner('walking-group', true);

/** What it takes until a partner may know of a person: contracts/coordinators says how to send it. */
export const permissionPages = {
  'permission-missing': {
    cause: 'The person has not said yes to this group and this purpose, or the Consent does not say so.',
    remedy:
      'The diagnostics name what is wrong: none at all, another organisation or purpose, a dateTime in the future, a period that is over, an objection since.',
    given: 'accepted',
    wrong: [askingPartner('walking-group')],
    right: [askingPartner('walking-group', true)],
  },
  'permission-incomplete': {
    cause:
      'A Consent that permits says to whom (provision.actor), what for (provision.purpose), who decided (performer), when (dateTime), in which wording they were asked (policy.uri), and who wrote it down (extension recorded-by).',
    remedy: 'The diagnostics name what is missing. An objection needs less: whom it is about, and provision.type deny.',
    given: 'accepted',
    wrong: [permitting({ policy: [{ uri: 'https://forms.example/sharing/7' }] })],
    right: [permitting()],
  },
  'may-not-decide': {
    cause:
      'From 16 on the person decides. Somebody else does only on a basis that the law knows, which the extension decision names with what belongs to it: in their best interests, as attorney for health and welfare, as deputy; under 16, with parental responsibility.',
    remedy: 'The diagnostics say what is missing, or whom the basis is not for.',
    given: 'accepted',
    wrong: [permitting({ performer: [{ display: 'Sam Green, daughter' }] })],
    right: [
      permitting({
        performer: [{ display: 'Sam Green, daughter' }],
        extension: [
          { url: extensions.recordedBy, valueReference: { display: 'Priya Shah, link worker' } },
          {
            url: extensions.decision,
            extension: [
              { url: 'basis', valueCode: 'attorney' },
              { url: 'decided-by', valueString: 'Sam Green' },
              { url: 'role', valueString: 'Daughter, attorney for health and welfare' },
              { url: 'assessed-by', valueString: 'Dr Ellis' },
              { url: 'reason', valueString: 'Enjoys company; cannot weigh this up at present' },
            ],
          },
        ],
      }),
    ],
  },
  'risks-not-considered': {
    cause:
      'Before a partner is asked, somebody at the service considers whether the person and the setting go together, and says so by name in the extension risks-considered of the onward Task.',
    remedy:
      'Send judgement, setting (one or more) and by; with suitable-if also the conditions, as codes. What the risk is stays with the service. A risk that came later needs looking again.',
    given: 'accepted',
    wrong: [askingPartner('walking-group', true, { risks: false })],
    right: [suitable],
  },
  'not-suitable': {
    cause: 'Whoever considered the risks found that this setting is not for this person.',
    remedy: 'Find another setting or another partner. The partner that was named has not been told of the person.',
    given: 'accepted',
    wrong: [askingPartner('walking-group', true, { risks: { judgement: 'not-suitable' } })],
    right: [suitable],
  },
  'setting-not-considered': {
    cause:
      'A meeting at home was named, and the risks were considered for another setting, or on the condition of a public place.',
    remedy: 'Meet elsewhere; or the service asks anew, with home-visit among the settings.',
    given: 'accepted',
    wrong: [askingPartner('walking-group', true, { atHome: true })],
    right: [askingPartner('walking-group', true, { atHome: true, risks: { setting: 'home-visit' } })],
  },
  'not-checked-for-minors': {
    cause:
      'The person is under 18, or their birth date does not say that they are not, and nobody has registered that this organisation was checked for work with people under 18.',
    remedy:
      'Whoever runs the hub registers the check (npm run -s organisation -- checked). Where the birth date is not known and the person is 18 or older, the part adult of risks-considered says so.',
    given: 'accepted',
    wrong: [askingPartner('walking-group', true, { risks: { adult: false } })],
    right: [suitable],
  },
} as const satisfies Record<string, ErrorPage>;
