/** DejaVu Sans as TrueType, brotli, base64. Made by infra/build/font.ts. */
export const dejaVuSans: string;
