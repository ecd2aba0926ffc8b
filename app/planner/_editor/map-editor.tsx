'use client'

import type { LeafletMouseEvent } from 'leaflet'
import { useEffect } from 'react'
import { useMap } from 'react-leaflet'
import { nearestRoad } from '../../_map/nearest-road'
import type { RoadNetwork } from '../../_map/road-network'
import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import { toast } from '../../_ui/toast'
import { addPoint } from '../_plan/plan'
import { changePlan } from '../_plan/plan-store'
import { useTool } from '../_plan/tool'
import { useCloseRoad } from './use-close-road'

/** A finger's width: a click this near to a road means it, CSS px. */
const REACH_PX = 14

/** Clicks on the map, as the tool in hand takes them. */
export const MapEditor = ({ network }: { network: RoadNetwork }) => {
  const map = useMap()
  const tool = useTool()
  const words = useText(planWords)
  const closeRoad = useCloseRoad(network)
  useEffect(() => {
    const acts: Record<'point' | 'close', (at: { lng: number; lat: number; segment: number }) => void> = {
      point: (at) => changePlan((plan) => addPoint(plan, at)),
      close: closeRoad,
    }
    const onClick = ({ latlng }: LeafletMouseEvent) => {
      if (tool !== 'point' && tool !== 'close') return
      const road = nearestRoad(network, latlng.lng, latlng.lat, REACH_PX / 2 ** map.getZoom())
      if (road) acts[tool](road)
      else toast(words.noRoad)
    }
    map.on('click', onClick)
    map.getContainer().dataset.tool = tool
    return () => {
      map.off('click', onClick)
      delete map.getContainer().dataset.tool
    }
  }, [map, network, tool, words, closeRoad])
  return null
}
