/**
 * On what basis somebody may decide for a person what an organisation is told (part `basis` of extension `decision`).
 *
 * From 16 on a person decides themselves and is taken to be able to (Mental Capacity Act 2005, s1(2), s2(5)); who lacks
 * capacity for this decision is decided for in their best interests (s4, s5), by their attorney for health and welfare
 * (s9: whoever gives that power is 18), or by a deputy of the Court of Protection (s16). Under 16: whoever is found to
 * understand it (Gillick v West Norfolk [1985] UKHL 7, with Lord Fraser's guidelines), else whoever has parental responsibility.
 */
export const permissionBases = {
  own: { display: 'The person decided', from: 16, needs: [] },
  'competent-child': {
    display: 'The person, under 16, was found to understand it and decided',
    below: 16,
    needs: ['assessed-by'],
  },
  'parental-responsibility': {
    display: 'Somebody with parental responsibility decided',
    below: 16,
    needs: ['decided-by', 'role'],
  },
  'best-interests': {
    display: 'Decided in the best interests of the person, who lacks capacity for it',
    from: 16,
    needs: ['decided-by', 'role', 'consulted', 'assessed-by', 'reason'],
  },
  attorney: {
    display: 'The attorney for health and welfare decided; the person lacks capacity for it',
    from: 18,
    needs: ['decided-by', 'role', 'assessed-by', 'reason'],
  },
  deputy: {
    display: 'The deputy for welfare decided; the person lacks capacity for it',
    from: 16,
    needs: ['decided-by', 'role', 'assessed-by', 'reason'],
  },
} as const satisfies Record<string, Basis>;
export type PermissionBasis = keyof typeof permissionBases;

/** Parts of extension `decision`: names of people, but for `reason`, a text for the coordinator alone. */
export const decisionParts = ['decided-by', 'role', 'consulted', 'assessed-by', 'reason'] as const;
export type DecisionPart = (typeof decisionParts)[number];

interface Basis {
  readonly display: string;
  /** Only of a person of this age or older; */
  readonly from?: number;
  /** or younger than this. */
  readonly below?: number;
  readonly needs: readonly DecisionPart[];
}

export const isPermissionBasis = (code: string | undefined): code is PermissionBasis =>
  code !== undefined && Object.hasOwn(permissionBases, code);

/** Those in which the person is the one who decides: `Consent.performer` is the Patient. */
export const isOwnDecision = (basis: PermissionBasis): boolean => basis === 'own' || basis === 'competent-child';
