/** Where the hub explains one of its codes (functions/web). One address for FHIR, for problems and for OAuth errors. */
export const errorPageUrl = (publicUrl: string, code: string): string => `${publicUrl}/errors/${code}`;
