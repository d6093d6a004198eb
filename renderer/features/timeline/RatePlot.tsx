import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useSettings } from '#renderer/app/services.ts';
import { useMedia } from '#renderer/app/useMedia.ts';
import { resolveColor } from '#renderer/ui/resolveColor.ts';
import { formatElapsed } from '#shared/model/formatTime.ts';
import type { RateSeries } from './rateSeries.ts';

const FONT = '11px system-ui, sans-serif';

/** `00:12`, from one hour on `1:00:12`: whole seconds, as an axis needs no more. */
const axisTime = (seconds: number): string => formatElapsed(seconds * 1e6).replace(/\.\d+$/, '');

/** Colours are read when the plot is made: a canvas knows no custom properties. */
function plotOptions(width: number, height: number): uPlot.Options {
  const axis = {
    stroke: resolveColor('--text-3'),
    grid: { stroke: resolveColor('--border'), width: 1 },
    ticks: { show: false },
    font: FONT,
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, Math.max(5, max * 1.15)] } },
    axes: [
      { ...axis, size: 22, values: (_plot, splits) => splits.map(axisTime) },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      { label: 'AT rows/s', stroke: resolveColor('--accent'), width: 1.5, points: { show: false } },
      { label: 'MQTT rows/s', stroke: resolveColor('--prompt'), width: 1.5, points: { show: false } },
    ],
  };
}

export function RatePlot({ series }: { series: RateSeries }) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(series);
  const theme = useSettings((slice) => slice.settings.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  latest.current = series;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme needs a plot with other colours
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = new uPlot(plotOptions(element.clientWidth, element.clientHeight), toData(latest.current), element);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: element.clientHeight }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [theme, dark]);

  useEffect(() => {
    plot.current?.setData(toData(series));
  }, [series]);

  return (
    <div ref={host} style={{ position: 'absolute', inset: 0 }} role="img" aria-label="Rows per second over time" />
  );
}

const toData = (series: RateSeries): uPlot.AlignedData => [[...series.t], [...series.serial], [...series.mqtt]];
