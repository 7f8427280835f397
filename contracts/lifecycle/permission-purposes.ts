/** What a person may permit that is no request to an organisation: codes of systems.permissionPurpose, as Consent.provision.purpose. */
export const permissionPurposes = {
  'tell-referrer': 'Tell who referred how it goes and how it ended, as far as the agreement with them goes',
} as const;
