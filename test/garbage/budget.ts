/** How many wire answers are generated in each part of a usual run; each part holds itself to its figure. */
export const generated = {
  basiqMapping: 60_000,
  restReading: 30_000,
  throughBasiq: 20_000,
  throughHandler: 12_000,
} as const;
