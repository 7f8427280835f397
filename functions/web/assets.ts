import { refuse } from '../domain/result.ts';
import type { OpenRoute } from '../http/request.ts';
import { styles } from './shell/styles.generated.js';

const assetsPath = '/assets';

/** Named by its hash: what has this address never changes. */
export const stylesHref = (publicUrl: string): string => `${publicUrl}${assetsPath}/${styles.file}`;

/** What pages fetch: their style sheet. */
export const assetRoutes: readonly OpenRoute[] = [
  {
    method: 'GET',
    path: `${assetsPath}/{file}`,
    open: true,
    handle: ({ params }) =>
      params.file === styles.file
        ? {
            status: 200,
            headers: {
              'content-type': 'text/css; charset=utf-8',
              'cache-control': 'public, max-age=31536000, immutable',
            },
            text: styles.text,
          }
        : refuse('not-found'),
  },
];
