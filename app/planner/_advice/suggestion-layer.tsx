'use client'

import { useMemo } from 'react'
import { MarkerLayer } from '../../_map/marker-layer'
import type { MarkerSpec } from '../../_map/marker-spec'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import type { Glyph } from '../../_ui/glyphs'
import { toast } from '../../_ui/toast'
import { addPoint } from '../_plan/plan'
import { changePlan, undoPlan } from '../_plan/plan-store'
import { useSuggestions } from './suggestions'

const DISC = 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1 -9 0Z'
/** A white disc that bears its number: nothing that stands or is planned looks like it. */
const SUGGESTION: Glyph = {
  reach: 12,
  layers: [
    { d: DISC, fill: 'mark-edge', stroke: 'mark-edge', width: 5 },
    { d: DISC, fill: 'mark-edge', stroke: 'mark-casing', width: 2 },
  ],
}

/** Points that advice proposes; a press puts one into the plan. */
export const SuggestionLayer = () => {
  const words = useText(adviceWords)
  const points = useSuggestions()
  const markers = useMemo(
    () =>
      points.map(({ lng, lat }, at): MarkerSpec => {
        const label = words.suggestion(String(at + 1))
        return {
          id: `suggestion:${at}`,
          lng,
          lat,
          glyph: SUGGESTION,
          count: String(at + 1),
          label: `${label}：${words.add}`,
          tip: [label, words.add],
          alarm: false,
          selected: false,
          urgency: 6,
        }
      }),
    [points, words],
  )
  return (
    <MarkerLayer
      pane="checkpoints"
      markers={markers}
      onSelect={(id) => {
        const point = points[Number(id.split(':')[1])]
        if (!point) return
        changePlan((plan) => addPoint(plan, point))
        toast(words.added(1), undoPlan)
      }}
    />
  )
}
