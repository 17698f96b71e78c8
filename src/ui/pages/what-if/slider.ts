const USUAL = { min: 90, max: 99.99, step: 0.01 };

/** Between what the slider of a target moves (per cent): wide and fine enough to stand where the target is. @param present the target in force */
export function sliderOf(present: number) {
  const digits = String(present).split('.')[1]?.length ?? 0;
  return {
    min: Math.min(USUAL.min, Math.floor(present)),
    max: Math.max(USUAL.max, present),
    step: Math.min(USUAL.step, Number((10 ** -digits).toFixed(digits))),
  };
}
