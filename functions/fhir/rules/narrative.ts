/** Elements of R4's txt-1: chapters 7 to 11 and 15 of HTML 4.0, links and images. */
const allowed = new Set(
  'a abbr acronym address b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'.split(
    ' ',
  ),
);
const tag = /<[^<>]*>/g;
const tagName = /^<\/?([a-z][a-z0-9]*)(?=[\s/>])/;
const active = /[\s"']on[a-z]+\s*=|javascript\s*:|[\s"'](?:srcdoc|formaction)\s*=/i;

/**
 * Why a narrative is refused, or undefined. Nothing in Handover ever shows a narrative as HTML; this keeps what another
 * system might do with it harmless.
 */
export const narrativeFault = (div: string): 'markup' | 'active' | 'empty' | undefined => {
  const withoutComments = div.replace(/<!--[^<>]*-->/g, '');
  const tags = withoutComments.match(tag) ?? [];
  const text = withoutComments.replace(tag, '');
  if (text.includes('<') || !tags.every((t) => allowed.has(tagName.exec(t)?.[1] ?? ''))) return 'markup';
  if (tags.some((t) => active.test(t))) return 'active';
  // txt-2
  return /\S/.test(text) || tags.some((t) => t.startsWith('<img')) ? undefined : 'empty';
};
