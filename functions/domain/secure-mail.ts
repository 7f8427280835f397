/** One plain address, at one of these domains or below it. */
export const isSecureMail = (address: string, domains: readonly string[]): boolean => {
  const [, domain] = /^[\w.+'-]{1,64}@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})$/i.exec(address) ?? [];
  if (domain === undefined || address.length > 254) return false;
  return domains.some((known) => domain.toLowerCase() === known || domain.toLowerCase().endsWith(`.${known}`));
};
