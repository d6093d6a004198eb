import { useSettings } from '#renderer/app/services.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';

const MODES = [
  { value: 'wall', label: 'Wall', title: 'Time of day' },
  { value: 'elapsed', label: 'Elapsed', title: 'Since the session began' },
  { value: 'delta', label: 'Delta', title: 'Since the row before' },
] as const;

/** How the time column reads, in all panes. */
export function TimeModeControl() {
  const mode = useSettings((slice) => slice.settings.timeMode);
  const patch = useSettings((slice) => slice.patch);
  return <Segmented label="Time shown as" value={mode} options={MODES} onChange={(timeMode) => patch({ timeMode })} />;
}
