/** Two runs side by side. It is loaded with that screen alone: the first screen does not pay for it. */
export const compareWords = {
  a: 'A · before',
  b: 'B · after',
  way: 'The way',
  same: 'same',
  different: 'different',
  asWritten: 'as the bundle says',
  byTheseRules: 'by this version’s rules',
  causes: 'Causes',
  stayed: 'Stayed',
  none: 'none',
  to: 'to',
  noChecks: 'No check changed its status.',
  figures: 'Figures that moved',
  figure: 'Figure',
  aToB: 'A to B',
  noise: 'Noise between two runs here',
  counts: (noise: string, difference: string) => `± ${noise}, so ${difference} counts`,
  everyStep: 'none: any step counts',
  swap: 'Swap A and B',
  allTables: 'Every check in a table',
};
export type CompareWords = typeof compareWords;
