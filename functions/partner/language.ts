import { plainly } from '../../contracts/partner-api/words.ts';
import type { Issue } from '../http/issues.ts';
import { plainLanguage } from '../http/problem.ts';
import type { Language } from '../http/respond.ts';

export const inPlainWords = (issue: Issue): Issue => ({ ...issue, says: plainly(issue.code, issue.says) });

/** `/partner/v1`: problems in the words of a group. */
export const partnerLanguage = (publicUrl: string): Language => {
  const plain = plainLanguage(publicUrl);
  return {
    ...plain,
    render: ([first, ...rest], exchange, status) =>
      plain.render([inPlainWords(first), ...rest.map(inPlainWords)], exchange, status),
  };
};
