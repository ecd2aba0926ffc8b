'use client'

import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { ImportPanel, type Preview } from '../_files/import-panel'

type Column = keyof (typeof places)['zh']['file']['columns']

/** Checkpoints from a file, with who answers for them and who stands there. */
export const ImportCheckpoints = ({
  onClose,
  onImported,
}: {
  onClose: () => void
  onImported: () => Promise<void>
}) => {
  const words = useText(places).file
  const shared = useText(county)
  const codes: Partial<Record<Column, Readonly<Record<string, string>>>> = {
    state: shared.setState,
    kind: shared.kind,
    ring: shared.ring,
  }
  return (
    <ImportPanel<Column, Preview<Column>>
      path="/checkpoints/imports"
      accept=".xlsx,.csv,.geojson,.json"
      words={words}
      inWords={(column, value) => codes[column]?.[value] ?? value}
      onClose={onClose}
      onImported={async () => {
        await onImported()
        onClose()
      }}
    />
  )
}
