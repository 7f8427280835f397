import { isErrorCode } from '../../contracts/error-pages/error-pages.ts';
import { refuse } from '../domain/result.ts';
import type { OpenRoute } from '../http/request.ts';
import { errorList, errorPage, errorsPath } from './error-page.ts';
import { pageHeaders, publicPage } from './page.ts';

/** Every page, one row each. All of them are public and about nobody. */
export const webRoutes = (publicUrl: string): readonly OpenRoute[] => [
  { method: 'GET', path: errorsPath, open: true, handle: () => publicPage(errorList(publicUrl)) },
  {
    method: 'GET',
    path: `${errorsPath}/{code}`,
    open: true,
    handle: ({ params: { code = '' } }) =>
      isErrorCode(code) ? publicPage(errorPage(code, publicUrl)) : { ...refuse('not-found'), headers: pageHeaders },
  },
];
