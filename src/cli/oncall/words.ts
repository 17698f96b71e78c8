/** How gaps are told. */
export const NOBODY = '!! NOBODY';
