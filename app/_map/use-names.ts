'use client'

import { useMemo } from 'react'
import type { CheckpointLive, Closure } from '#protocol/live'
import { useStable } from '../_ui/stable'
import { useSettled } from '../_ui/use-settled'
import { checkpointLabels } from './live-markers'
import type { MapLabel } from './map-label'

/** Among more checkpoints than this, names are placed anew at most so often: the glyphs tell at once what changed. */
const MANY = 300
const NAMES_EVERY_MS = 2000

const keyOf = ({ kind, x, y, text, note, reach, faint, nearOnly }: MapLabel) =>
  `${kind} ${x} ${y} ${text} ${note} ${reach} ${faint} ${nearOnly}`

const keyOfAll = (labels: readonly MapLabel[]) => labels.map(keyOf).join()

/** The names of checkpoints and closures, the same list as long as nothing of it changed. */
export const useNames = (
  checkpoints: readonly CheckpointLive[],
  closures: readonly Closure[],
  context: Parameters<typeof checkpointLabels>[2],
): readonly MapLabel[] => {
  const settled = useSettled(checkpoints, checkpoints.length > MANY ? NAMES_EVERY_MS : 0)
  const named = useMemo(() => checkpointLabels(settled, closures, context), [settled, closures, context])
  return useStable(named, keyOfAll)
}
