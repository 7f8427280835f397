/**
 * Stands in for `agentkeepalive` in the bundles: functions/delivery/fhir-sender.ts puts its own call in the place of the
 * one in fhir-kit-client that would make an agent.
 */
class NoAgent {
  constructor() {
    throw new Error('fhir-kit-client sent something by itself');
  }
}

// biome-ignore lint/style/noDefaultExport: as the package that it stands in for
export default Object.assign(NoAgent, { HttpsAgent: NoAgent });
