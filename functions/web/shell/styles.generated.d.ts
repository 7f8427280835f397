/** The style sheet of all pages, with the name that it has by its hash. Made by infra/build/page-parts.ts. */
export const styles: { readonly file: string; readonly text: string };
/** That of pages that a link opens: a button and no other component. */
export const fewStyles: { readonly file: string; readonly text: string };
