'use client'

import { useCallback } from 'react'
import type { RoadNetwork } from '../../_map/road-network'
import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import { toast } from '../../_ui/toast'
import { addClosure } from '../_plan/plan'
import { changePlan } from '../_plan/plan-store'

/** Motorways, national and provincial roads are not the county's to close (国省干线不得自行封闭). */
const NOT_THE_COUNTYS = /^(motorway|trunk|primary)(_link)?$/
const STATE_NUMBER = /(?:^|[\s;,/])[GS]\d{1,4}\b/

/** Closes a road in the plan, where a county may. */
export const useCloseRoad = (network: RoadNetwork) => {
  const words = useText(planWords)
  return useCallback(
    (at: { lng: number; lat: number; segment: number }) => {
      const isState =
        NOT_THE_COUNTYS.test(network.geometry.classOf(at.segment)) || STATE_NUMBER.test(network.refOf(at.segment))
      if (isState) toast(words.notTheCountys)
      else changePlan((plan) => addClosure(plan, at))
    },
    [network, words],
  )
}
