/** What a person may permit that is no request to an organisation: codes of systems.permissionPurpose, as Consent.provision.purpose. */
export const permissionPurposes = {
  'tell-referrer': 'Tell who referred how it goes and how it ended, as far as the agreement with them goes',
  'say-known':
    'Tell the registered professional who referred that the service already knows the person, and nothing else',
  'send-measures': 'Ask how I am by a questionnaire, and pass the numbers on to the service',
} as const;
export type PermissionPurpose = keyof typeof permissionPurposes;
