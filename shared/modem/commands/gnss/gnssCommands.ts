import { answer, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import type { Gnss, GnssStart } from '../../session/gnss/gnssReceiver.ts';
import { type Fix, pdop, positionFields } from '../../session/gnss/positionText.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** From AT+CGNSSPWR=1 until it says READY!, ms. */
const READY_MS = 9000;

/** GNSS: switching it, its position, reports of it (V3.00 chapter 17; AT+CGNSSPWR on A76xx). */
export function gnssCommands(session: ModemSession, gnss: Gnss): readonly CommandHandler[] {
  const a76xx = session.profile.name === 'a76xx';

  const reporting = (name: string, line: () => string): CommandHandler => {
    let seconds = 0;
    /** A76xx has no position to tell while it is off. */
    const refused = (): boolean => a76xx && gnss.power !== 'on';
    let cancel = (): void => undefined;
    const next = (): void => {
      cancel = session.afterReal(seconds * 1000, () => {
        if (!refused()) session.urc(line());
        next();
      });
    };
    return {
      name,
      read: () => answer(`${name}: ${seconds}`),
      execute: () => (refused() ? ERROR : answer(line())),
      write({ args: [typed] }) {
        if (refused()) return ERROR;
        cancel();
        seconds = Number(typed);
        if (seconds > 0) next();
        return OK;
      },
    };
  };
  const start = (name: string, kind: GnssStart): CommandHandler => ({
    name,
    execute() {
      // The older family wants it off before, the newer one on.
      if (!a76xx && gnss.power !== 'off') return ERROR;
      if (a76xx && gnss.power !== 'on') return ERROR;
      gnss.start(kind);
      return OK;
    },
  });
  return [
    ...(a76xx ? [powerOfA76xx(session, gnss)] : [powerOfSim7600(session, gnss)]),
    start('+CGPSCOLD', 'cold'),
    start('+CGPSHOT', 'hot'),
    reporting('+CGPSINFO', () => `+CGPSINFO: ${positionFields(gnss.fix()).join(',')}`),
    reporting('+CGNSSINFO', () => `+CGNSSINFO: ${satellites(gnss.fix(), a76xx)}`),
  ];
}

/** AT+CGPS: `+CGPS: 0` tells that it is off. Until then it cannot be started again. */
function powerOfSim7600(session: ModemSession, gnss: Gnss): CommandHandler {
  let mode = '1';
  const off = (): Reply => {
    if (gnss.power !== 'on') return ERROR;
    gnss.stop(() => session.urc('+CGPS: 0'));
    return OK;
  };
  return {
    name: '+CGPS',
    read: () => answer(`+CGPS: ${gnss.power === 'on' ? 1 : 0},${mode}`),
    write({ args: [on, typed] }) {
      if (on === '0') return off();
      if (gnss.power !== 'off') return ERROR;
      mode = typed ?? '1';
      gnss.start('auto');
      return OK;
    },
  };
}

function powerOfA76xx(session: ModemSession, gnss: Gnss): CommandHandler {
  let cancel = (): void => undefined;
  return {
    name: '+CGNSSPWR',
    read: () => answer(`+CGNSSPWR: ${gnss.power === 'on' ? 1 : 0},0`),
    write({ args: [on] }) {
      if (on === '0') {
        cancel();
        if (gnss.power === 'on') gnss.stop(() => undefined);
        return OK;
      }
      if (gnss.power === 'stopping') return ERROR;
      if (gnss.power === 'on') return OK;
      gnss.start('auto');
      cancel = session.after(READY_MS, () => session.urc('+CGNSSPWR: READY!'));
      return OK;
    },
  };
}

/** Fix, satellites of each system, position, accuracy. A76xx counts Galileo, too, and has decimal degrees. */
function satellites(fix: Fix | null, a76xx: boolean): string {
  if (fix === null) return ','.repeat(a76xx ? 17 : 15);
  const { gps, glonass, beidou, galileo, hdop, vdop } = fix;
  const counts = a76xx ? [gps, beidou, glonass, galileo] : [gps, glonass, beidou];
  const accuracy = [pdop(fix), hdop, vdop].map((value) => value.toFixed(1));
  const used = a76xx ? [String(gps + glonass + beidou + galileo)] : [];
  return [
    '3',
    ...counts.map((count) => String(count).padStart(2, '0')),
    ...positionFields(fix, a76xx),
    ...accuracy,
    ...used,
  ].join(',');
}
