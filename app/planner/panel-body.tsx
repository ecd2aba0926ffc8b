'use client'

import type { PlaceResult } from '#domain/coverage/result'
import type { WhatIf } from '#domain/coverage/what-if'
import type { Scenario } from '#protocol/scenario'
import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import { AdvicePanel } from './_advice/advice-panel'
import type { Asked } from './_advice/asked'
import { RiskPanel } from './_advice/risk-panel'
import { NetworksPanel } from './_networks/networks-panel'
import { PlansPanel } from './_scenarios/plans-panel'
import type { useDifferences } from './_scenarios/use-differences'
import type { useScenarios } from './_scenarios/use-scenarios'
import { StaffingPanel } from './_staffing/staffing-panel'
import type { Coverage } from './coverage-data'
import { PanelTabs } from './panel-tabs'
import type { Layer, PanelName } from './selection'

interface PanelBodyProps {
  panel: PanelName
  layer: Layer
  now: Coverage
  /** What is tried; null on the layer of now, and until the engine has answered. */
  tried: Coverage | null
  /** The plan as coverage takes it; null where nothing is changed. */
  written: WhatIf | null
  /** What the layer lays over what stands. */
  standing: WhatIf
  asked: Asked
  places: readonly PlaceResult[]
  opened: Scenario | null
  against: Scenario | null
  kept: ReturnType<typeof useScenarios>
  differences: ReturnType<typeof useDifferences>
  nameOf: (code: string) => string
  /** The checkpoint that is picked. */
  point: string | null
  mayImport: boolean
}

/** What the panel at the right shows. */
export const PanelBody = (props: PanelBodyProps) => {
  const { panel, layer, standing, asked, places, written, nameOf, point, mayImport } = props
  const words = useText(planWords)
  return (
    <>
      <PanelTabs shown={panel} />
      {panel === 'advice' ? <AdvicePanel plan={standing} asked={asked} places={places} /> : null}
      {panel === 'plans' ? (
        <PlansPanel
          {...props}
          whatIf={written}
          heading={layer === 'planned' ? words.layer.planned : words.comparePlan}
        />
      ) : null}
      {panel === 'risk' ? <RiskPanel plan={standing} nameOf={nameOf} /> : null}
      {panel === 'staff' ? <StaffingPanel nameOf={nameOf} selected={point} /> : null}
      {panel === 'networks' ? <NetworksPanel mayImport={mayImport} /> : null}
    </>
  )
}
