/** A log-out, heard or not: what is forgotten, and what is not done for a person who is gone. */
import { mutantsOf } from './mutant';

const logOut = 'test/core/client/log-out.test.ts';
const tabs = 'test/core/client/tabs.test.ts';

export const logOuts = [
  ...mutantsOf(
    'src/core/client/epoch.ts',
    [logOut],
    [
      ['a log-out is counted in the storage', 'storage?.setItem(key, String(known));', 'void storage;'],
      ['a page that missed a log-out finds out', 'const isBehind = stored > own();', 'const isBehind = false;'],
      ['what a late page has learned is kept by none', 'isCurrent: () => read() <= own(),', 'isCurrent: () => true,'],
      ['a log-out counts once', 'known = Math.max(own(), stored, heard);', 'known = own();'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/tabs.ts',
    [logOut, tabs],
    [
      ['what was told before a log-out is not heard after it', 'if (data.epoch < epoch.own()) return;', ''],
      ['a log-out in one tab is one in all', "data.message.type === 'cleared')) onCleared();", 'false)) onCleared();'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/create-client.ts',
    [logOut],
    [
      ['a page that missed a log-out forgets', 'if (isSo) forget();', ''],
      [
        'nothing is done for a person who is gone',
        "if (isBehind()) return { outcome: 'unavailable'",
        "if (false) return { outcome: 'unavailable'",
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/engine.ts',
    [logOut],
    [['a client that knows nothing listens to nothing', 'if (!tracker.isNeeded()) tabs.close();', '']],
  ),
  ...mutantsOf(
    'src/core/client/refresh-many.ts',
    ['test/core/client/run-busy.test.ts'],
    [['refreshAll asks for three at a time', 'const atOnce = 3;', 'const atOnce = 30;']],
  ),
  ...mutantsOf(
    'src/core/client/emit.ts',
    ['test/core/client/events.test.ts'],
    [
      [
        'a listener that throws stops nothing',
        'queueMicrotask(() => {\n        throw thrown;\n      });',
        'throw thrown;',
      ],
    ],
  ),
];
