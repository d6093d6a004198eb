import { Activity } from 'lucide-react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PaneHeader } from '#renderer/ui/PaneHeader.tsx';
import { RatePlot } from './RatePlot.tsx';
import styles from './Timeline.module.css';
import { useRateSeries } from './useRateSeries.ts';

/** How busy each lane was, over the last minutes. */
export function Timeline() {
  const series = useRateSeries();
  return (
    <section className={styles.timeline} aria-label="Timeline">
      <PaneHeader
        title="Timeline"
        status={
          <span className={styles.legend}>
            <span className={`${styles.key} ${styles.serial}`}>AT rows/s</span>
            <span className={`${styles.key} ${styles.mqtt}`}>MQTT rows/s</span>
          </span>
        }
      />
      <div className={styles.plot}>
        {series.t.length < 2 ? (
          <EmptyState icon={<Activity />} title="Nothing to plot yet">
            Row rates appear here as soon as bytes arrive.
          </EmptyState>
        ) : (
          <RatePlot series={series} />
        )}
      </div>
    </section>
  );
}
