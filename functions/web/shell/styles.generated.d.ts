/** The style sheet of all pages, with the name that it has by its hash. Made by infra/build/page-parts.ts. */
export const styles: { readonly file: string; readonly text: string };
