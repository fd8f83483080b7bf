/** How many wire answers are generated in each part of a usual run; each part holds itself to its figure. */
export const generated = {
  basiqMapping: 70_000,
  restReading: 30_000,
  throughBasiq: 12_000,
  throughHandler: 6_000,
} as const;

/** How many were. */
export const made: Record<keyof typeof generated, number> = {
  basiqMapping: 0,
  restReading: 0,
  throughBasiq: 0,
  throughHandler: 0,
};
