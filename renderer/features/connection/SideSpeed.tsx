import { useServices } from '#renderer/app/services.ts';
import type { SerialLink } from '#shared/contract/serial.ts';
import { BaudField } from './BaudField.tsx';
import { DetectSpeed } from './DetectSpeed.tsx';
import { JudgedSpeed } from './JudgedSpeed.tsx';
import styles from './LinkPanel.module.css';
import type { SideView } from './linkSides.ts';
import { SIDE_NAMES } from './listenModes.ts';
import { hasSpeed, shortName } from './portModel.ts';
import { setBaud } from './serialActions.ts';

export interface SideSpeedProps {
  readonly link: SerialLink;
  readonly view: SideView;
  /** Why the speed could not be set, in words; '' when it was. */
  readonly onTrouble: (trouble: string) => void;
}

/** The speed of one open port: what the bytes say about it, changing it, looking for it. A network port has none. */
export function SideSpeed({ link, view, onTrouble }: SideSpeedProps) {
  const services = useServices();
  const { side, port, judged, asksAt } = view;
  const { baud } = port.settings;
  if (!hasSpeed(port.path)) return null;
  const use = (next: number): void => void setBaud(services, link, side, next).then(onTrouble);
  return (
    <div className={styles.speed}>
      <BaudField
        label={link.mode === 'direct' ? 'Baud' : `${SIDE_NAMES[side]} baud`}
        value={baud}
        onChange={use}
        showLabel={false}
        disabled={link.detecting}
        counts="left"
      />
      <DetectSpeed
        target={{ by: 'link', link: link.link, side }}
        port={shortName(port.path)}
        asksAt={asksAt}
        baud={baud}
        detecting={link.detecting}
        refusal={port.state === 'open' ? '' : 'The port is not open now.'}
        onUse={use}
      />
      {link.detecting ? null : (
        <div className={styles.wide}>
          <JudgedSpeed judged={judged} baud={baud} onUse={use} />
        </div>
      )}
    </div>
  );
}
