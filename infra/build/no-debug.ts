/**
 * Stands in for `debug` in the bundles: fhir-kit-client would write headers with it, tokens among them, where an
 * environment variable says so.
 */
const createDebug = () => Object.assign(() => undefined, { enabled: false });

// biome-ignore lint/style/noDefaultExport: as the package that it stands in for
export default createDebug;
