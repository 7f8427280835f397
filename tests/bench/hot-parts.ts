import { globSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { buildAssembly } from '../../infra/build/assembly.ts';
import { build } from '../../infra/build/build.ts';
import { root } from '../../infra/build/root.ts';

await build();
const assembly = await buildAssembly();

/** What V8 writes of one thread (`--cpu-prof`): https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
const profile = z.object({
  /** Microseconds of the machine's own clock, as process.hrtime() counts them. */
  startTime: z.number(),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        ...{ functionName: z.string(), url: z.string(), lineNumber: z.number(), columnNumber: z.number() },
      }),
    }),
  ),
});
type Frame = z.infer<typeof profile>['nodes'][number]['callFrame'];

/** Which function a thread ran, or that it is the local runtime's, and its milliseconds by part of the program. */
export interface Thread {
  readonly name: string;
  readonly milliseconds: ReadonlyMap<string, number>;
}

const maps = new Map<string, SourceMap>();

const mapOf = (bundle: string): SourceMap => {
  const known = maps.get(bundle);
  if (known) return known;
  const read = new SourceMap(
    JSON.parse(readFileSync(new URL(`.build/maps/${bundle}.mjs.map`, `file://${root}/`), 'utf8')),
  );
  maps.set(bundle, read);
  return read;
};

/** What is deployed lies in a folder named by its content; the same bytes have a name among the bundles. */
const names = new Map(
  globSync('asset.*/index.mjs', { cwd: assembly }).map((path) => {
    const bytes = readFileSync(join(assembly, path));
    const same = globSync('.build/functions/*/index.mjs', { cwd: root }).find((one) =>
      readFileSync(join(root, one)).equals(bytes),
    );
    return [dirname(path), same && basename(dirname(same))];
  }),
);

/** The function of a bundle, and its map: `index.mjs` has that of the function, `pdf.mjs` is loaded later and has its own. */
const bundleOf = (url: string): { readonly fn: string; readonly map: string } | undefined => {
  const [, asset = '', file] = /\/(asset\.[^/]+)\/([^/]+)\.mjs$/.exec(url) ?? [];
  const fn = names.get(asset);
  return fn === undefined || file === undefined ? undefined : { fn, map: file === 'index' ? fn : file };
};

const sourceOf = ({ url, lineNumber, columnNumber }: Frame): string => {
  const bundle = bundleOf(url);
  if (!bundle) return url;
  const entry = mapOf(bundle.map).findEntry(lineNumber, columnNumber);
  return ('originalSource' in entry ? entry.originalSource : undefined) ?? basename(url);
};

/** Of a library its name, of Node.js its module, of the hub its room. */
export const partOf = (frame: Frame): string => {
  const { functionName, url } = frame;
  if (url === '') return functionName === '(garbage collector)' ? 'V8: garbage' : 'V8 and system calls';
  if (url.startsWith('node:'))
    return `Node.js: ${url
      .slice(5)
      .replace(/^internal\//, '')
      .split('/')[0]
      ?.replace(/^_/, '')}`;
  const source = sourceOf(frame);
  const [, library] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (library !== undefined) return /^@(aws-sdk|smithy|aws)\//.test(library) ? 'AWS SDK' : library;
  const [, room] = /((?:functions|infra)\/[^/]+|mappings|contracts)\//.exec(source.replace(root, '')) ?? [];
  return room ?? 'wiring';
};

const isWork = ({ functionName }: Frame): boolean => functionName !== '(idle)' && functionName !== '(root)';

/** What one thread did between two instants, in microseconds of the machine's clock. */
export const threadIn = (file: string, from: number, until: number): Thread => {
  const { startTime, samples, timeDeltas, nodes } = profile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, isWork(callFrame) ? partOf(callFrame) : undefined]));
  const name = [...frames.values()].map(({ url }) => bundleOf(url)?.fn).find((fn) => fn !== undefined) ?? 'runtime';
  const milliseconds = new Map<string, number>();
  let at = startTime;
  for (const [n, sample] of samples.entries()) {
    const took = timeDeltas[n] ?? 0;
    at += took;
    const part = parts.get(sample);
    if (part !== undefined && at >= from && at <= until)
      milliseconds.set(part, (milliseconds.get(part) ?? 0) + took / 1000);
  }
  return { name, milliseconds };
};
