import { request } from 'node:http';
import type { StartedHub } from './hub.ts';

/** What nobody may read in a log. */
export const secrets = [
  'secret-token',
  'secret-query',
  'secret-path',
  'secret-cookie',
  'secret-identifier',
  'secret-body',
];

/** A request with something confidential everywhere, from an address of its own: that of this machine is not counted. */
const asks = (hub: StartedHub, method: string, path: string, body = ''): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...{ authorization: 'Bearer secret-token', cookie: 'link=secret-cookie', referer: 'https://hub/secret-path' },
      ...{ 'if-none-exist': 'identifier=secret-identifier', 'content-type': 'application/json' },
      ...{
        'x-request-id': `${method} of ${body.length}`,
        'nhsd-end-user-organisation': 'L99901',
        'user-agent': 'test',
      },
    };
    const url = new URL(path, hub.url);
    const { hostname: host, port, pathname, search } = url;
    const target = { host, port, path: `${pathname}${search}`, method, headers, localAddress: '127.0.0.7' };
    request(target, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body);
  });

const secretBody = (bytes: number): string => 'secret-body'.padEnd(bytes, 'x');

/** By the rule that refuses it, a request that does; each is answered with 403. */
export const refusedBy: Readonly<Record<string, (hub: StartedHub) => Promise<number>>> = {
  LeadsNowhere: (hub) => asks(hub, 'GET', '/wp-login/secret-path?who=secret-query'),
  BodyOfMegabytes: (hub) => asks(hub, 'POST', '/FHIR/R4/secret-path', secretBody(1_000_000)),
  FormTooLarge: (hub) => asks(hub, 'POST', '/staff/secret-path', secretBody(40_000)),
  AWSManagedRulesKnownBadInputsRuleSet: (hub) => asks(hub, 'PROPFIND', '/FHIR/R4/secret-path?who=secret-query'),
  AWSManagedRulesCommonRuleSet: (hub) => asks(hub, 'GET', `/errors/secret-path?who=secret-query${'x'.repeat(2048)}`),
  CountedOutsideFhir: (hub) => asks(hub, 'POST', '/partner/v1/secret-path', secretBody(8193)),
  // The limit of the test is none at all.
  TooManyFromPoster: (hub) => asks(hub, 'GET', '/refer/secret-path?who=secret-query'),
  // Once the limit of the test is reached.
  TooManyRequests: (hub) => asks(hub, 'GET', '/errors/secret-path?who=secret-query'),
};

/** A rule that counts within a part of the paths refuses the first one already. */
export const none = (rule: object): object =>
  JSON.parse(JSON.stringify(rule).replace(/"Limit":\d+(?=,"ScopeDown)/, '"Limit":0'));
