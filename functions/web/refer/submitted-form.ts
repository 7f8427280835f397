import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { bundleOf } from '../../../mappings/page/bundle.ts';
import type { Told } from '../../../mappings/page/told.ts';
import type { Refusal, Result } from '../../domain/result.ts';
import { type SubmittingPorts, submit } from '../../fhir/sending/submit.ts';
import { issueOf } from '../../http/issues.ts';
import type { SignedIn } from '../../http/request.ts';
import type { Submitted } from '../../usecases/submitted.ts';
import type { Problems } from '../forms/problems.ts';
import { words } from '../words/words.ts';

/** What was told on a page, sent as software sends it: the same checks, the same use case, the same record of it. */
export const submitTold = async (ports: SubmittingPorts, request: SignedIn, told: Told): Promise<Result<Submitted>> => {
  const bundle = bundleOf(told, ports.area);
  const { intake, faults } = gatherIntake(bundle);
  if (!intake || faults.length > 0) throw new Error('A page made a message that cannot be read');
  return submit(ports, { ...request, body: JSON.stringify(bundle) }, { intake, ifNoneExist: false });
};

/** At which field of the page a refusal of the use case is said. */
const fields: readonly (readonly [RegExp, string])[] = [
  [/^Patient\.birthDate/, 'born'],
  [/^Patient\.identifier/, 'nhs'],
  [/^Patient\.(telecom|extension|address)/, 'phone'],
  [/^ServiceRequest\.note/, 'matters'],
  [/^ServiceRequest\.reason/, 'reason'],
  [/^Flag/, 'risk-none'],
];

const fieldOf = ({ expression = '' }: Refusal): string =>
  fields.find(([place]) => place.test(expression))?.[1] ?? 'first';

/** The words of a refusal at its field: what the use case said, and never a code. */
export const problemsOf = (refusals: readonly Refusal[]): Problems =>
  Object.fromEntries(
    refusals.map((refusal) => [
      fieldOf(refusal),
      refusal.code === 'busy' || refusal.code === 'request-id-reused'
        ? words.refer.problems[refusal.code]
        : (refusal.diagnostics ?? issueOf(refusal).says),
    ]),
  );
