/** nunjucks without its compiler: it renders what was compiled before. */
declare module 'nunjucks/browser/nunjucks-slim.js' {
  import type { Environment, ILoader } from 'nunjucks';

  const slim: {
    readonly Environment: typeof Environment;
    readonly PrecompiledLoader: new (templates: object) => ILoader;
  };
  // biome-ignore lint/style/noDefaultExport: a CommonJS module is its default export.
  export default slim;
}
