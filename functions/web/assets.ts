import { refuse } from '../domain/result.ts';
import type { OpenRoute } from '../http/request.ts';
import { fewStyles, styles } from './shell/styles.generated.js';

const assetsPath = '/assets';

/** Named by its hash: what has this address never changes. */
export const stylesHref = (publicUrl: string, few = false): string =>
  `${publicUrl}${assetsPath}/${(few ? fewStyles : styles).file}`;

const sheetOf = (file: string | undefined) => [styles, fewStyles].find((one) => one.file === file);

/** What pages fetch: their style sheet. */
export const assetRoutes: readonly OpenRoute[] = [
  {
    method: 'GET',
    path: `${assetsPath}/{file}`,
    open: true,
    handle: ({ params }) => {
      const sheet = sheetOf(params.file);
      return sheet
        ? {
            status: 200,
            headers: {
              'content-type': 'text/css; charset=utf-8',
              'cache-control': 'public, max-age=31536000, immutable',
            },
            text: sheet.text,
          }
        : refuse('not-found');
    },
  },
];
