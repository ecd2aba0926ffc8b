'use client'

import { useMemo } from 'react'
import type { CheckpointLive, Closure } from '#protocol/live'
import { useStable } from '../_ui/stable'
import { checkpointLabels } from './live-markers'
import type { MapLabel } from './map-label'
import { useSeldom } from './use-seldom'

const keyOf = ({ kind, x, y, text, note, reach, faint, nearOnly }: MapLabel) =>
  `${kind} ${x} ${y} ${text} ${note} ${reach} ${faint} ${nearOnly}`

const keyOfAll = (labels: readonly MapLabel[]) => labels.map(keyOf).join()

/** The names of checkpoints and closures, the same list as long as nothing of it changed. */
export const useNames = (
  checkpoints: readonly CheckpointLive[],
  closures: readonly Closure[],
  context: Parameters<typeof checkpointLabels>[2],
): readonly MapLabel[] => {
  const settled = useSeldom(checkpoints)
  const named = useMemo(() => checkpointLabels(settled, closures, context), [settled, closures, context])
  return useStable(named, keyOfAll)
}
