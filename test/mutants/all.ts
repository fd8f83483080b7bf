import { commands } from './commands';
import { logOuts } from './log-out';
import { model } from './model';
import type { Mutant } from './mutant';
import { page } from './page';
import { server } from './server';
import { tracking } from './tracking';
import { transports } from './transports';

export const allMutants: readonly Mutant[] = [
  ...model,
  ...tracking,
  ...commands,
  ...logOuts,
  ...server,
  ...transports,
  ...page,
];
