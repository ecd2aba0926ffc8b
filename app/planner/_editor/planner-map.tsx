'use client'

import { useCallback, useMemo } from 'react'
import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import { CountyMap } from '../../_map/county-map'
import type { Halo } from '../../_map/halo-painter'
import { KeepInView } from '../../_map/keep-in-view'
import { MapButtons } from '../../_map/map-buttons'
import type { MapData } from '../../_map/map-data'
import { nearestRoad } from '../../_map/nearest-road'
import { ScaleBar } from '../../_map/scale-bar'
import { useSeldom } from '../../_map/use-seldom'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { mapWords } from '../../_text/map'
import { planner } from '../../_text/planner'
import { planWords } from '../../_text/planner-plan'
import { toast } from '../../_ui/toast'
import { AreaLayer } from '../_advice/area-layer'
import type { Asked } from '../_advice/asked'
import { SuggestionLayer } from '../_advice/suggestion-layer'
import { moveTo, switchOff, switchOn, toggleLift } from '../_plan/plan'
import { changePlan, previewPlan } from '../_plan/plan-store'
import { blockedBy, type Post, works } from '../_plan/post'
import { useTool } from '../_plan/tool'
import type { Coverage } from '../coverage-data'
import { PICK_NOTHING, select } from '../selection'
import { crossingDiamonds } from './crossing-markers'
import { MapEditor } from './map-editor'
import { postLabels, postMarkers } from './post-markers'

export interface PlannerMapProps {
  data: MapData
  county: string
  coverage: Coverage
  groups: readonly CrossingGroup[]
  group: CrossingGroup | null
  place: PlaceResult | null
  post: Post | null
  posts: readonly Post[]
  /** A way in that is drawn: longitude and latitude. */
  bypass: readonly (readonly [number, number])[] | null
  /** Where two plans differ. */
  halos: readonly Halo[]
  /** What advice is for. */
  asked: Asked
  /** What is picked elsewhere and must be in sight. */
  target: { lng: number; lat: number } | null
}

/** World px that a dragged post may lie off a road: some 500 m. */
const DROP_REACH = 0.0035

/** The county on paper: roads by state, every crossing, what stands and what the plan makes of it; and the editor of it. */
export const PlannerMap = ({
  data,
  county,
  coverage,
  groups,
  group,
  place,
  post,
  posts,
  bypass,
  halos,
  asked,
  target,
}: PlannerMapProps) => {
  const shared = useText(everyRoom)
  const words = useText(planner)
  const plan = useText(planWords)
  const map = useText(mapWords)
  const tool = useTool()
  const { network } = data
  const markers = useMemo(
    () => postMarkers(posts, post?.key ?? null, { shared, words: plan }),
    [posts, post, shared, plan],
  )
  const named = useSeldom(posts)
  const labels = useMemo(() => postLabels(named, plan), [named, plan])
  const blocked = useMemo(() => blockedBy(posts), [posts])
  const selected = group?.id ?? null
  const diamonds = useMemo(
    () => crossingDiamonds(groups, selected, { shared, words }),
    [groups, selected, shared, words],
  )

  const onPost = useCallback(
    (key: string) => {
      const pressed = posts.find((one) => one.key === key)
      if (!pressed) return
      if (tool !== 'off') return select({ ...PICK_NOTHING, list: 'points', point: key === post?.key ? null : key })
      const { id, kind, change } = pressed
      if (change === 'new' || change === 'closed') return
      if (kind === 'closure') return changePlan((before) => toggleLift(before, id))
      const isOff = change === 'off' || (change === null && works(pressed)) || change === 'moved'
      changePlan((before) => (isOff ? switchOff(before, id) : switchOn(before, id)))
    },
    [posts, post, tool],
  )
  const onMove = useCallback(
    (key: string, at: { lng: number; lat: number }, done: boolean) => {
      const moved = posts.find((one) => one.key === key)
      if (!moved) return
      const road = nearestRoad(network, at.lng, at.lat, DROP_REACH)
      if (road && done) changePlan((before) => moveTo(before, moved.id, road))
      else if (road) previewPlan((before) => moveTo(before, moved.id, road))
      else if (done) {
        previewPlan(null)
        toast(plan.tooFar)
      }
    },
    [posts, network, plan],
  )
  const inSight = target ?? group?.lead ?? post ?? (place === null ? null : placeAt(data, place))
  return (
    <CountyMap
      ground="paper"
      label={map.map(county)}
      data={data}
      segments={coverage.network === data.background.network ? coverage.segments : null}
      crossings={diamonds}
      checkpoints={markers}
      checkpointLabels={labels}
      closures={blocked}
      bypass={bypass}
      halos={halos}
      onCrossing={(id) => select({ ...PICK_NOTHING, list: 'crossings', crossing: id === selected ? null : id })}
      onCheckpoint={onPost}
      onMove={onMove}
    >
      <MapEditor network={network} />
      <AreaLayer asked={asked} />
      <SuggestionLayer />
      <MapButtons />
      <ScaleBar background={data.background} />
      {inSight ? <KeepInView lng={inSight.lng} lat={inSight.lat} /> : null}
    </CountyMap>
  )
}

const placeAt = ({ places }: MapData, { name, code }: PlaceResult): { lng: number; lat: number } | null =>
  places.find((one) => (code === null ? one.name === name : one.code === code)) ?? null
