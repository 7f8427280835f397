import { type GroupKnown, type Plan, planOf } from '../../../mappings/person/plan.ts';
import { organisationOf, type Referral } from '../../domain/referral.ts';
import type { PlanPorts } from './ports.ts';

const groupKnown = async (ports: PlanPorts, code: string): Promise<GroupKnown | undefined> => {
  const participant = await ports.participants.organisation(code);
  if (!participant) return undefined;
  const { name, organiser } = participant;
  // Somebody who said that they no longer run it meets nobody.
  const meets = organiser?.stopped === undefined ? organiser?.name : undefined;
  return { name, organiser: meets, practical: await ports.practical(code) };
};

/** A person's plan with what is known of each group that is in it. */
export const knownPlan = async (ports: PlanPorts, referral: Referral, now: string): Promise<Plan> => {
  const codes = [...referral.onward.map(({ task }) => task), ...referral.companions]
    .map(({ owner }) => organisationOf(owner))
    .filter((code) => code !== undefined);
  const groups = new Map<string, GroupKnown>();
  for (const code of new Set(codes)) {
    const known = await groupKnown(ports, code);
    if (known) groups.set(code, known);
  }
  return planOf({ referral, now, groups });
};
