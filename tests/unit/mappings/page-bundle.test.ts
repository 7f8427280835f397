import { expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { extensions } from '../../../contracts/systems.ts';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { checkIntake } from '../../../functions/usecases/check-intake.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { bundleOf } from '../../../mappings/page/bundle.ts';
import type { Told } from '../../../mappings/page/told.ts';

const now = '2026-11-22T12:00:00.000Z';
const told: Told = {
  ...{
    first: `Zoë <b>"O'Neill"</b> 👩‍👩‍👧`,
    last: 'عائشة',
    born: '1951-06',
    telephone: '01632 960001',
    safety: 'safe',
  },
  ...{ how: 'mornings', matters: 'Company\nand the sea', reason: 'loneliness', risks: [], agreed: true },
  ...{ by: { is: 'worker', name: 'Priya Shah', organisation: 'L99901' }, way: 'page', practice: 'L99901' },
  recommended: '2026-11-14',
};
const cases: Readonly<Record<string, Told>> = {
  'staff of a practice': told,
  'somebody with a number from the record': { ...told, nhsNumber: '9990000018', isTraced: true, born: '1951-06-02' },
  'a risk, and no safe number': { ...told, risks: ['risk-to-self', 'safeguarding'], safety: 'none' },
  'a call of a friend': {
    ...{ ...told, by: { is: 'friend-or-relative', name: 'Nell', telephone: '01632 960009' }, way: 'telephone' },
    kind: 'friend-or-relative',
  },
  'a poster': {
    ...{ ...told, by: { is: 'self' }, way: 'poster', kind: 'self', tells: 'L99901', checkedBy: '2026-11-24' },
    agreed: false,
  },
};

test.each(Object.entries(cases))(
  'what %s told is a message as software sends it, valid and with all that it must carry',
  (_, one) => {
    const bundle = bundleOf(one, gloucestershire);
    expect(validateResource(bundle)).toMatchObject({ ok: true });
    const { intake, faults } = gatherIntake(bundle);
    expect(faults).toEqual([]);
    if (!intake) throw new Error('No referral in it');
    const checked = checkIntake(intake, gloucestershire, now);
    expect(checked).toMatchObject({ ok: true });
    if (!checked.ok) return;
    // Nothing that the page asked for is said to be missing.
    const missing = checked.value.warnings
      .filter(({ code }) => code === 'missing-element')
      .map(({ expression }) => expression);
    expect(missing.filter((path) => /name|telecom|reason|Flag|performer/.test(path ?? ''))).toEqual([]);
    expect(checked.value.personFirst).toBe((one.risks ?? []).length > 0);
    expect(checked.value.traced).toBe(one.isTraced ? one.nhsNumber : undefined);
    expect(intake.patient.name).toEqual([{ use: 'official', given: [told.first], family: told.last }]);
    expect(intake.request).toMatchObject({ authoredOn: '2026-11-14', note: [{ text: 'Company\nand the sea' }] });
    expect(intake.request.extension).toContainEqual({ url: extensions.wayIn, valueCode: one.way });
    expect(intake.task?.status).toBe(one.checkedBy ? 'draft' : undefined);
  },
);
