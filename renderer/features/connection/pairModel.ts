import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import {
  DEFAULT_SERIAL_SETTINGS,
  type LinkSide,
  type PortInfo,
  type SerialLink,
  type SerialOpenBridgeInput,
  type SerialOpenTapInput,
} from '#shared/contract/serial.ts';
import { MAX_PAIRS, type SerialPair } from '#shared/contract/settings.ts';
import type { PairMode } from './listenModes.ts';
import { shortName } from './portModel.ts';

type PairSide = SerialPair[LinkSide];

const emptySide = (path = ''): PairSide => ({ path, settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null });

/**
 * What the form begins with: the pair of that kind opened last; else a bridge gets the likeliest port of a modem, and the rest is
 * the user's to choose (''): which adapter is on which wire cannot be guessed, nor whether a simulated modem is meant. Ports that
 * are open already are left out.
 */
export function firstPair(
  mode: PairMode,
  pairs: readonly SerialPair[],
  ports: readonly PortInfo[],
  open: ReadonlySet<string>,
): SerialPair {
  const last = pairs.find((pair) => pair.mode === mode && !open.has(pair.mcu.path) && !open.has(pair.modem.path));
  if (last !== undefined) return last;
  const isModem = ({ path, kind, recommended }: PortInfo): boolean =>
    recommended && kind !== 'sim' && kind !== 'player' && !open.has(path);
  const modem = mode === 'bridge' ? ports.find(isModem)?.path : undefined;
  return { mode, mcu: emptySide(), modem: emptySide(modem), forwardLines: mode === 'bridge', rules: [] };
}

/** Both ports are chosen. */
export const isComplete = ({ mcu, modem }: SerialPair): boolean => mcu.path !== '' && modem.path !== '';

/** Why these two ports make no pair, in words; '' when they may. */
export function pairProblem({ mode, mcu, modem }: SerialPair): string {
  if (mcu.path !== '' && mcu.path === modem.path) {
    return `Both sides are set to ${shortName(mcu.path)}. A ${mode} needs two ports: choose another one for the MCU or for the modem.`;
  }
  const capture = [mcu.path, modem.path].find((path) => path.startsWith('play:'));
  return capture === undefined ? '' : `${shortName(capture)} is a recorded capture. Choose Direct to play it.`;
}

export const tapInput = ({ mcu, modem }: SerialPair): SerialOpenTapInput => ({
  mcu: { path: mcu.path, settings: mcu.settings },
  modem: { path: modem.path, settings: modem.settings },
  reconnect: true,
});

export const bridgeInput = ({ mcu, modem, forwardLines, rules }: SerialPair): SerialOpenBridgeInput => ({
  ...{ mcu, modem, forwardLines, rules },
  reconnect: true,
});

const isSame = (a: SerialPair, mode: PairMode, mcu: string, modem: string): boolean =>
  a.mode === mode && a.mcu.path === mcu && a.modem.path === modem;

/** The rules that were in force when these two ports were bridged last; for others those of an imported set-up. */
export const rememberedRules = (
  pairs: readonly SerialPair[],
  { mode, mcu, modem }: SerialPair,
  imported: RewriteRule[] = [],
): RewriteRule[] =>
  mode === 'bridge' ? (pairs.find((pair) => isSame(pair, mode, mcu.path, modem.path))?.rules ?? imported) : [];

/** Newest first; the same two ports once. */
export const rememberPair = (pairs: readonly SerialPair[], pair: SerialPair): SerialPair[] =>
  [pair, ...pairs.filter((other) => !isSame(other, pair.mode, pair.mcu.path, pair.modem.path))].slice(0, MAX_PAIRS);

/** What changed on an open pair is kept for the next time. */
export const rememberChange = (
  pairs: readonly SerialPair[],
  link: Pick<SerialLink, 'mode' | 'mcu' | 'path'>,
  change: (pair: SerialPair) => SerialPair,
): SerialPair[] =>
  pairs.map((pair) =>
    link.mode === pair.mode && link.mcu?.path === pair.mcu.path && link.path === pair.modem.path ? change(pair) : pair,
  );

/** `tap of ttyUSB0 / ttyUSB1`. */
export const pairName = ({ mode, mcu, modem }: SerialPair): string =>
  `${mode} of ${shortName(mcu.path)} / ${shortName(modem.path)}`;
