import { Group, Panel } from 'react-resizable-panels';
import { Inspector } from '#renderer/features/inspector/Inspector.tsx';
import { Timeline } from '#renderer/features/timeline/Timeline.tsx';
import { Divider } from '#renderer/ui/Divider.tsx';
import { isOpen } from './layout.ts';
import { Panes } from './Panes.tsx';
import { useSettings } from './services.ts';
import { useSavedSizes } from './useSavedSizes.ts';
import styles from './Workspace.module.css';

const ROWS = ['panes', 'lower'];
const ROW_SIZES = [70, 30];
const LOWER = ['inspector', 'timeline'];
const LOWER_SIZES = [62, 38];

/** The panes, and below them what folds away: inspector and timeline. */
export function Workspace() {
  const inspector = useSettings((slice) => isOpen(slice.settings.layout, 'inspector'));
  const timeline = useSettings((slice) => isOpen(slice.settings.layout, 'timeline'));
  const rows = useSavedSizes('rows', ROWS, ROW_SIZES);
  const lower = useSavedSizes('lower', LOWER, LOWER_SIZES);
  if (!inspector && !timeline) {
    return (
      <main className={styles.workspace}>
        <Panes />
      </main>
    );
  }
  return (
    <main className={styles.workspace}>
      <Group orientation="vertical" {...rows}>
        <Panel id="panes" minSize={160} className={styles.panel ?? ''}>
          <Panes />
        </Panel>
        <Divider label="Resize the lower strip" />
        <Panel id="lower" minSize={110} className={styles.panel ?? ''}>
          {inspector && timeline ? (
            <Group {...lower}>
              <Panel id="inspector" minSize={240} className={styles.panel ?? ''}>
                <Inspector />
              </Panel>
              <Divider label="Resize the inspector" />
              <Panel id="timeline" minSize={200} className={styles.panel ?? ''}>
                <Timeline />
              </Panel>
            </Group>
          ) : inspector ? (
            <Inspector />
          ) : (
            <Timeline />
          )}
        </Panel>
      </Group>
    </main>
  );
}
