import { Tabs } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import { Group, Panel } from 'react-resizable-panels';
import { AtPane } from '#renderer/features/at/AtPane.tsx';
import { ConsolePane } from '#renderer/features/console/ConsolePane.tsx';
import { MqttPane } from '#renderer/features/mqtt/MqttPane.tsx';
import { Divider } from '#renderer/ui/Divider.tsx';
import { PANE_NAMES, PANES, type PaneId } from './paneRegistry.ts';
import { useView } from './services.ts';
import { useMedia } from './useMedia.ts';
import { useSavedSizes } from './useSavedSizes.ts';
import styles from './Workspace.module.css';

const CONTENT: Readonly<Record<PaneId, ReactNode>> = {
  at: <AtPane />,
  mqtt: <MqttPane />,
  console: <ConsolePane />,
};
const SIZES = [34, 38, 28];

/** Three panes side by side; where the window is too narrow for that, one at a time behind tabs. */
export function Panes() {
  const narrow = useMedia('(max-width: 899px)');
  return narrow ? <TabbedPanes /> : <SideBySide />;
}

function SideBySide() {
  const sizes = useSavedSizes('panes', PANES, SIZES);
  return (
    <Group {...sizes}>
      {PANES.map((id, i) => (
        <Fragment key={id}>
          {i === 0 ? null : <Divider label={`Resize ${PANE_NAMES[id]}`} />}
          <Panel id={id} minSize={260} className={styles.panel ?? ''}>
            {CONTENT[id]}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

function TabbedPanes() {
  const active = useView((slice) => slice.activePane);
  const setActive = useView((slice) => slice.setActivePane);
  const pick = (value: string): void => {
    const pane = PANES.find((id) => id === value);
    if (pane !== undefined) setActive(pane);
  };
  return (
    <Tabs.Root className={styles.tabs} value={active} onValueChange={pick}>
      <Tabs.List className={styles.tabList} aria-label="Panes">
        {PANES.map((id) => (
          <Tabs.Trigger key={id} value={id} className={styles.tab}>
            {PANE_NAMES[id]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {PANES.map((id) => (
        <Tabs.Content key={id} value={id} forceMount hidden={id !== active} className={styles.tabPanel}>
          {CONTENT[id]}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
