type Place = readonly [latitude: number, longitude: number];

const earthMiles = 3_958.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Miles as the crow flies (haversine). */
export const milesBetween = ([a, b]: Place, [c, d]: Place): number => {
  const across = Math.sin(radians(c - a) / 2) ** 2;
  const along = Math.cos(radians(a)) * Math.cos(radians(c)) * Math.sin(radians(d - b) / 2) ** 2;
  return 2 * earthMiles * Math.asin(Math.min(1, Math.sqrt(across + along)));
};

/** Bands, because both ends are known to a mile at best: within one band nobody is nearer. */
export const bands = [3, 6, 10, 15, 25] as const;

/** The band by its number, 0 is nearest; of a place that nobody knows the one after all that are within reach. */
export const bandOf = (miles: number | undefined, reach: number): number => {
  if (miles === undefined) return bands.filter((band) => band <= reach).length;
  const found = bands.findIndex((band) => miles <= band);
  return found < 0 ? bands.length : found;
};

/** How far people go by what they said of transport, in miles; a bus in the country runs once an hour (users.md S36). */
export const reachOf = { none: 3, bus: 10, car: 25 } as const;
export type Transport = keyof typeof reachOf;
/** Where nobody said. */
export const usualReach = 15;
