/** Ethnic category of the NHS (Data Dictionary, ETHNIC CATEGORY CODE 2001): what its letters stand for. */
export const ethnicCategories: Readonly<Record<string, string>> = {
  ...{ A: 'White: British', B: 'White: Irish', C: 'White: any other background' },
  ...{ D: 'Mixed: White and Black Caribbean', E: 'Mixed: White and Black African', F: 'Mixed: White and Asian' },
  ...{ G: 'Mixed: any other background', H: 'Asian: Indian', J: 'Asian: Pakistani', K: 'Asian: Bangladeshi' },
  ...{ L: 'Asian: any other background', M: 'Black: Caribbean', N: 'Black: African', P: 'Black: any other background' },
  ...{ R: 'Chinese', S: 'Any other ethnic group' },
};
