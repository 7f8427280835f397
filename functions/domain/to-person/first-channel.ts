import type { Patient } from 'fhir/r4.js';
import { contactKeys } from '../contact/contact-key.ts';
import { safeContactOf } from '../contact/safe-contact.ts';

/** As mobile.ts, without the tables of all the world's numbers, which only who sends needs: what is then not sent is somebody's call. */
const isMobile = (key: string): boolean => /^7[1-57-9]\d{8}$/.test(key);

export const isSameChannel = (one: string, other: string): boolean => {
  const keys = contactKeys(other);
  return contactKeys(one).some((key) => keys.includes(key));
};

/** The best of their safe channels for a text, where another is safe as well: what failed by it for good is sent by that one, once. */
export const firstOfSeveral = ({ patient }: { readonly patient: Patient }): string | undefined => {
  const values = safeContactOf(patient)
    .channels.filter(({ safety }) => safety === 'safe')
    .filter(({ system, value }) =>
      system === 'email' ? true : (system === 'phone' || system === 'sms') && contactKeys(value).some(isMobile),
    )
    .map(({ value }) => value);
  const [first] = values;
  return first !== undefined && values.some((value) => !isSameChannel(value, first)) ? first : undefined;
};
