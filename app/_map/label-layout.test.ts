import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GroundColours } from './ground-colours'
import { layOutLabels } from './label-layout'
import type { MapLabel } from './map-label'

const colours: GroundColours = {
  ...{ outside: '', land: '', water: '', waterLabel: '', boundary: '', band: '', outsideRoad: '', exposed: '' },
  ...{ lapsed: '', unreachable: '', troubleCasing: '', ink: '', shieldFill: '', shieldEdge: '', better: '', worse: '' },
  roads: ['', '', '', '', '', '', ''],
  text: ['', '', ''],
}
/** As many in one place, so that only the first find room. */
const namedAt = (count: number) => {
  const labels = Array.from({ length: count }, (_, at): MapLabel => ({ kind: 'trouble', x: 1, y: 1, text: `K${at}` }))
  const frame = { left: 0, top: 0, right: 500, bottom: 500 }
  const layout = layOutLabels({
    ...{ labels, shields: [], obstacles: [], colours, frame, panels: [] },
    ...{ scale: 200, textScale: 1, showVillages: true, near: true, measure: () => 40 },
  })
  return layout.labels.length
}

test('trouble is named even where names lie over each other, until there is so much that none could be read', () => {
  assert.equal(namedAt(40), 40)
  assert.ok(namedAt(41) < 10)
})
