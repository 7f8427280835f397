/** Name to compiled template, as nunjucks takes them. Made by infra/build/page-parts.ts. */
export const templates: Readonly<Record<string, { readonly root: () => void }>>;
