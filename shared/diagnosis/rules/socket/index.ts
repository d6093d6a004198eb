import type { Rule } from '../../types.ts';
import { alreadyOpen } from './alreadyOpen.ts';
import { closedByPeer } from './closedByPeer.ts';
import { socketFailed } from './failed.ts';
import { lost } from './lost.ts';
import { notOpen } from './notOpen.ts';

/** Causes before symptoms: what was lost is no longer open. */
export const SOCKET_RULES: readonly Rule[] = [lost, notOpen, closedByPeer, alreadyOpen, socketFailed];
