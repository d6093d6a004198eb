import type { LinkSide, PortInfo, SerialSettings } from '#shared/contract/serial.ts';
import type { SerialPair } from '#shared/contract/settings.ts';
import { BaudField } from './BaudField.tsx';
import { DetectSpeed } from './DetectSpeed.tsx';
import { FramingFields } from './FramingFields.tsx';
import { LineAtOpen } from './LineAtOpen.tsx';
import { type PairMode, SIDE_NAMES, SIDE_WIRING } from './listenModes.ts';
import styles from './PairForm.module.css';
import { PortField } from './PortField.tsx';
import { hasSpeed, shortName } from './portModel.ts';

type PairSide = SerialPair[LinkSide];

export interface PairSideFieldsProps {
  readonly mode: PairMode;
  readonly side: LinkSide;
  readonly value: PairSide;
  readonly ports: readonly PortInfo[];
  /** Paths that are open already. */
  readonly open: ReadonlySet<string>;
  readonly onChange: (value: PairSide) => void;
}

/** One port of a tap or a bridge: what is wired to it, which it is, its speed; the rest folded away. */
export function PairSideFields({ mode, side, value, ports, open, onChange }: PairSideFieldsProps) {
  const name = SIDE_NAMES[side];
  const { path, settings } = value;
  const set = (change: Partial<SerialSettings>): void => onChange({ ...value, settings: { ...settings, ...change } });
  const asksAt = mode === 'bridge' && side === 'modem';
  return (
    <fieldset className={styles.side}>
      <legend className={styles.name}>{name} side</legend>
      <p className={styles.wiring}>{SIDE_WIRING[mode][side]}</p>
      <PortField
        label={`${name} port`}
        value={path}
        ports={ports}
        open={open}
        onChange={(next) => onChange({ ...value, path: next })}
      />
      {!hasSpeed(path) ? null : (
        <>
          <div className={styles.speed}>
            <BaudField
              label={`${name} baud`}
              value={settings.baud}
              showLabel={false}
              onChange={(baud) => set({ baud })}
            />
            {path === '' ? null : (
              <DetectSpeed
                key={path}
                target={{ by: 'path', path, listen: !asksAt }}
                port={shortName(path)}
                asksAt={asksAt}
                baud={settings.baud}
                refusal={open.has(path) ? 'This port is open already.' : ''}
                onUse={(baud) => set({ baud })}
              />
            )}
          </div>
          <details className={styles.more}>
            <summary>
              {settings.dataBits}
              {settings.parity.charAt(0).toUpperCase()}
              {settings.stopBits} · framing{mode === 'bridge' ? ', flow control, lines' : ', flow control'}
            </summary>
            <div className={styles.framing}>
              <FramingFields settings={settings} onChange={set} />
              {mode === 'bridge' ? (
                <>
                  <LineAtOpen line="DTR" value={value.dtr} onChange={(dtr) => onChange({ ...value, dtr })} />
                  <LineAtOpen line="RTS" value={value.rts} onChange={(rts) => onChange({ ...value, rts })} />
                </>
              ) : null}
            </div>
          </details>
        </>
      )}
    </fieldset>
  );
}
