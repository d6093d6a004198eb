import type { Rule } from '../../types.ts';
import { cmeeOff } from './cmeeOff.ts';
import { commandTooSoon } from './commandTooSoon.ts';
import { noTerminator } from './noTerminator.ts';
import { promptExtraData } from './promptExtraData.ts';
import { promptNoEnd } from './promptNoEnd.ts';
import { promptNotAwaited } from './promptNotAwaited.ts';
import { promptShortData } from './promptShortData.ts';
import { smartQuotes } from './smartQuotes.ts';
import { unknownCommand } from './unknownCommand.ts';
import { wrongFamily } from './wrongFamily.ts';

/** Causes before symptoms: a command taken for data gets no answer, and what is sent meanwhile comes too soon. */
export const AT_RULES: readonly Rule[] = [
  noTerminator,
  smartQuotes,
  promptNotAwaited,
  promptShortData,
  promptNoEnd,
  promptExtraData,
  wrongFamily,
  unknownCommand,
  commandTooSoon,
  cmeeOff,
];
