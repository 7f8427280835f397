import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { type FaultyLine, type Listed, readRegisterTable } from '../../../mappings/partner/register-table.ts';
import type { Result } from '../../domain/result.ts';
import { partOf } from '../../partner/request-key.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { RequestIdentity } from '../../usecases/ports.ts';
import type { Taken } from './table-part.ts';

/** Says of one person whether they came. */
type Record = (
  identity: RequestIdentity,
  line: RegisterLine,
  result: 'came' | 'did-not-come' | 'could-not-come' | 'not-sure',
) => Promise<Result<unknown>>;

/**
 * Every line of a table as an action of its own (DESIGN 7), each with its own end: one that is refused says so, and the others are saved. The
 * same table again is a repeat, line by line.
 */
export const takeTable = async (
  text: string,
  listed: Listed,
  identity: RequestIdentity,
  record: Record,
): Promise<Taken> => {
  const { said, faults } = readRegisterTable(text, listed);
  const done = await inParallel(said, 8, async ({ at, line, result }): Promise<FaultyLine | undefined> => {
    const recorded = await record(partOf(identity, line.task), line, result);
    if (recorded.ok) return undefined;
    return { line: at, fault: recorded.refusals[0].code === 'not-yet' ? 'early' : 'refused' };
  });
  const refused = done.filter((one) => one !== undefined);
  return {
    saved: said.length - refused.length,
    faults: [...faults, ...refused].sort((a, b) => a.line - b.line),
  };
};
